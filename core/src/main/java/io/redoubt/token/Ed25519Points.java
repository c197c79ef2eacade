package io.redoubt.token;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What RFC 8032 leaves to whoever verifies: which encoded points and scalars of Ed25519 are taken at all. */
final class Ed25519Points {

    static final int KEY_BYTES = 32;

    private static final int SIGN_BIT = 0x80;

    /**
     * The points whose order is 1, 2, 4 or 8: under a key that is one of them, signatures verify that nobody signed (RFC
     * 8032 section 5.1.7 does not exclude them). Their y-coordinates, little-endian and without the sign of x: 0, 1, p - 1,
     * the two of order 8, and p and p + 1, which are 0 and 1 written in another way.
     */
    private static final List<byte[]> SMALL_ORDER = List.of(
            bytes("0000000000000000000000000000000000000000000000000000000000000000"),
            bytes("0100000000000000000000000000000000000000000000000000000000000000"),
            bytes("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            bytes("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
            bytes("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
            bytes("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            bytes("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

    /** The prime p = 2^255 - 19, little-endian. */
    private static final byte[] PRIME = bytes("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    /** The order L of the base point, little-endian. */
    private static final byte[] ORDER = bytes("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    private Ed25519Points() {}

    static boolean isOfSmallOrder(byte[] point) {
        for (byte[] small : SMALL_ORDER) {
            if (isOnlySignAway(small, point)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether this is the one spelling of its y-coordinate (RFC 8032 section 5.1.3, step 1)} */
    static boolean isCanonical(byte[] point) {
        byte[] y = Arrays.copyOf(point, KEY_BYTES);
        y[KEY_BYTES - 1] &= (byte) ~SIGN_BIT;
        return isLess(y, 0, PRIME);
    }

    /**
     * {@return whether these 64 bytes can be a signature: S less than L (RFC 8032 section 5.1.7, step 1), so that it has no
     * twin; and R of no small order, which no honest signer ever arrives at}
     */
    static boolean isSignature(byte[] signature) {
        return signature.length == 2 * KEY_BYTES && isLess(signature, KEY_BYTES, ORDER) && !isOfSmallOrder(signature);
    }

    private static boolean isOnlySignAway(byte[] small, byte[] point) {
        int last = KEY_BYTES - 1;
        return Arrays.equals(small, 0, last, point, 0, last)
                && (small[last] & ~SIGN_BIT) == (point[last] & ~SIGN_BIT & 0xFF);
    }

    /** {@return whether a little-endian number is less than another} */
    private static boolean isLess(byte[] number, int offset, byte[] bound) {
        for (int i = bound.length - 1; i >= 0; i--) {
            int difference = (number[offset + i] & 0xFF) - (bound[i] & 0xFF);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
