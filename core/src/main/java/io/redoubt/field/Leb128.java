package io.redoubt.field;

import java.util.OptionalLong;

/** Unsigned LEB128 in its one minimal spelling. */
final class Leb128 {

    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7F;
    private static final int MORE = 0x80;

    private Leb128() {}

    /** @param number not negative */
    static void write(byte[] bytes, int offset, long number) {
        long left = number;
        int at = offset;
        while (left > PAYLOAD) {
            bytes[at++] = (byte) ((left & PAYLOAD) | MORE);
            left >>>= PAYLOAD_BITS;
        }
        bytes[at] = (byte) left;
    }

    /** {@return how many bytes the number takes} */
    static int size(long number) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + PAYLOAD_BITS - 1) / PAYLOAD_BITS);
    }

    /**
     * {@return the number that begins there, or nothing if none does in its minimal spelling}
     *
     * @param most how many bytes it may take
     */
    static OptionalLong read(byte[] bytes, int offset, int most) {
        long number = 0;
        for (int i = 0; i < most && offset + i < bytes.length; i++) {
            int next = bytes[offset + i];
            number |= (long) (next & PAYLOAD) << (i * PAYLOAD_BITS);
            if ((next & MORE) == 0) {
                boolean isMinimal = i == 0 || next != 0;
                return isMinimal ? OptionalLong.of(number) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }
}
