package io.redoubt.field.jdbc;

import java.util.OptionalLong;

/**
 * What the chain of erasure records says of itself. Whoever can write to the table can cut its end off, or write all of it anew: note
 * {@link #head} elsewhere from time to time, and look for it among the hashes later. Immutable and thread-safe.
 *
 * @param records how many there are up to the first that is wrong
 * @param head the hash of the last of these, empty if there is none
 * @param broken the position of the first record that is not as it was written, or does not follow the one before it
 * @since 0.1.0
 */
public record ErasureCheck(long records, String head, OptionalLong broken) {}
