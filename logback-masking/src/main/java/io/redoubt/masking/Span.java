package io.redoubt.masking;

/**
 * A part of a text, as one number, so that a detector answers without making an object.
 *
 * @since 0.1.0
 */
public final class Span {

    /** No part. */
    public static final long NONE = -1;

    private Span() {}

    /**
     * {@return the part from an offset to another one}
     *
     * @param from of its first byte
     * @param to after its last byte
     * @throws IllegalArgumentException if it is empty or begins before 0
     */
    public static long of(int from, int to) {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a part has at least one byte");
        }
        return (long) from << 32 | to;
    }

    /**
     * {@return the offset of its first byte}
     *
     * @param span not {@link #NONE}
     */
    public static int from(long span) {
        return (int) (span >>> 32);
    }

    /**
     * {@return the offset after its last byte}
     *
     * @param span not {@link #NONE}
     */
    public static int to(long span) {
        return (int) span;
    }
}
