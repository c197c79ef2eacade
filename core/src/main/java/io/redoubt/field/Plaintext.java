package io.redoubt.field;

import java.util.Arrays;
import java.util.OptionalLong;

/** What is sealed: u8 type tag (bit 7 = padded), LEB128 length when padded, value, zeros. FORMATS section 4. */
final class Plaintext {

    private static final int PADDED = 0x80;
    private static final int MAX_LENGTH_BYTES = 5;

    private Plaintext() {}

    /**
     * {@return the plaintext; the value is overwritten, for it is a copy}
     *
     * @param paddedTo the whole is a multiple of it; 1 for no padding
     */
    static byte[] write(int tag, byte[] value, int paddedTo) {
        int start = paddedTo == 1 ? 1 : 1 + Leb128.size(value.length);
        int length = (int)
                Math.min(Integer.MAX_VALUE - 8L, ((long) start + value.length + paddedTo - 1) / paddedTo * paddedTo);
        byte[] plaintext = new byte[length];
        plaintext[0] = (byte) tag;
        if (paddedTo > 1) {
            plaintext[0] |= (byte) PADDED;
            Leb128.write(plaintext, 1, value.length);
        }
        System.arraycopy(value, 0, plaintext, start, value.length);
        Arrays.fill(value, (byte) 0);
        return plaintext;
    }

    /** {@return the value} */
    static byte[] read(int tag, byte[] plaintext) throws MalformedPlaintext {
        if (plaintext.length == 0 || (plaintext[0] & ~PADDED & 0xFF) != tag) {
            throw new MalformedPlaintext();
        }
        if ((plaintext[0] & PADDED) == 0) {
            return Arrays.copyOfRange(plaintext, 1, plaintext.length);
        }
        OptionalLong length = Leb128.read(plaintext, 1, MAX_LENGTH_BYTES);
        if (length.isEmpty()) {
            throw new MalformedPlaintext();
        }
        int start = 1 + Leb128.size(length.getAsLong());
        long end = start + length.getAsLong();
        if (end > plaintext.length || !isZero(plaintext, (int) end)) {
            throw new MalformedPlaintext();
        }
        return Arrays.copyOfRange(plaintext, start, (int) end);
    }

    private static boolean isZero(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
