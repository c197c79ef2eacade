package io.redoubt.masking;

import java.util.Arrays;

/**
 * A text without its disguise, and where each of its bytes comes from.
 *
 */
final class Revealed {

    private final byte[] bytes;
    private final int[] origins;

    private Revealed(byte[] bytes, int[] origins) {
        this.bytes = bytes;
        this.origins = origins;
    }

    static Revealed of(byte[] text) {
        byte[] bytes = new byte[text.length];
        int[] origins = new int[text.length + 1];
        int count = 0;
        int i = 0;
        while (i < text.length) {
            int revealed = Disguise.reveal(text, i);
            int character = revealed & 0xff;
            if (revealed == 0 || character != 0) {
                bytes[count] = revealed == 0 ? text[i] : (byte) character;
                origins[count++] = i;
            }
            i += Math.max(1, revealed >>> 8);
        }
        origins[count] = text.length;
        return new Revealed(Arrays.copyOf(bytes, count), origins);
    }

    byte[] bytes() {
        return bytes;
    }

    /** {@return where something comes from that begins or ends at an offset} */
    int origin(int offset) {
        return origins[offset];
    }
}
