package io.redoubt.provisioning;

import java.time.Instant;

/**
 * The signed statement that so many keys were made at once, and that no two of them share their bytes or the first eight of
 * them. Immutable and thread-safe.
 *
 * @param leaves how many keys
 * @param at when they were compared, in whole seconds
 * @since 0.1.0
 */
public record DistinctKeys(long leaves, Instant at) {

    /**
     * Accepts a number that makes sense.
     *
     * @param leaves how many keys
     * @param at when they were compared
     * @throws IllegalArgumentException if it is negative
     */
    public DistinctKeys {
        if (leaves < 0) {
            throw new IllegalArgumentException("no fewer than no keys were compared");
        }
    }
}
