package io.redoubt.field;

import io.redoubt.key.FieldName;

/**
 * How often this process used the key of a field in one epoch since it started. What a service did is the sum over its
 * processes. Immutable and thread-safe.
 *
 * @param field the field
 * @param epoch the epoch, or {@link #NO_EPOCH} for what was refused before a key was chosen
 * @param sealed how many values were sealed: after about 2<sup>32</sup> under one key nonces of 96 bits may repeat
 * @param opened how many were opened
 * @param refused how many were not, whatever the reason
 * @since 0.1.0
 */
public record FieldUsage(FieldName field, int epoch, long sealed, long opened, long refused) {

    /** Stands for an epoch where there is none: epochs begin with 1. */
    public static final int NO_EPOCH = 0;
}
