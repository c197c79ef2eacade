package io.redoubt.key;

/**
 * All that a blind index is, and so the name under which its key is derived. Immutable and thread-safe.
 *
 * @param field the field that is looked up
 * @param index the name of the index
 * @param normaliser the id of what its values are brought to one form with, such as {@code email-1}
 * @param bits how many bits of a code are stored
 * @since 0.1.0
 */
public record IndexName(FieldName field, String index, String normaliser, int bits) {}
