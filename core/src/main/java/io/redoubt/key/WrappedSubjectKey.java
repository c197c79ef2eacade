package io.redoubt.key;

import java.util.Arrays;

/**
 * The key of a subject as it is stored: encrypted under a key of this service, for this subject and nobody else. FORMATS section
 * 6. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class WrappedSubjectKey {

    /** 32 bytes and the SIV before them. */
    private static final int BYTES = 48;

    private static final long MAX_NUMBER = 0xFFFF_FFFFL;

    private final Subject subject;
    private final long number;
    private final int epoch;
    private final byte[] bytes;

    private WrappedSubjectKey(Subject subject, long number, int epoch, byte[] bytes) {
        this.subject = subject;
        this.number = number;
        this.epoch = epoch;
        this.bytes = bytes.clone();
    }

    /**
     * {@return a stored key, of which nothing was believed yet}
     *
     * @param subject whose it is
     * @param number which of the subject's keys it is, 1 to 2<sup>32</sup> - 1
     * @param epoch of the key under which it is wrapped, 1 to 65,535
     * @param bytes what is stored, 48 bytes
     * @throws IllegalArgumentException if they are not these
     */
    public static WrappedSubjectKey of(Subject subject, long number, int epoch, byte[] bytes) {
        if (number < 1 || number > MAX_NUMBER || epoch < 1 || epoch > KeyEntry.MAX_EPOCH || bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "a wrapped key has 48 bytes, an epoch of 1 to 65535, and a number of 1 to 4294967295");
        }
        return new WrappedSubjectKey(subject, number, epoch, bytes);
    }

    /** {@return whose key it is} */
    public Subject subject() {
        return subject;
    }

    /** {@return which of the subject's keys it is} */
    public long number() {
        return number;
    }

    /** {@return the epoch of the key under which it is wrapped} */
    public int epoch() {
        return epoch;
    }

    /** {@return what is stored, a copy} */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrappedSubjectKey that
                && subject.equals(that.subject)
                && number == that.number
                && epoch == that.epoch
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@return number and epoch} */
    @Override
    public String toString() {
        return "WrappedSubjectKey " + number + " of epoch " + epoch;
    }
}
