package io.redoubt.key;

import java.security.SecureRandom;
import java.util.Arrays;

/** Makes the same bytes again and again, so that what a test makes can be compared; it protects nothing. */
public final class FixedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte each;

    /** @param each byte that is made */
    public FixedRandom(int each) {
        this.each = (byte) each;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        Arrays.fill(bytes, each);
    }
}
