package io.redoubt.token;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The points of Curve25519's twisted Edwards form whose order is 1, 2, 4 or 8: under a key that is one of them,
 * signatures verify that nobody signed (RFC 8032 section 5.1.7 does not exclude them).
 */
final class Ed25519Points {

    private static final int SIGN_BIT = 0x80;

    /**
     * Their y-coordinates, little-endian and without the sign of x: 0, 1, p - 1, the two of order 8, and p and p + 1, which
     * are 0 and 1 written in another way.
     */
    private static final List<byte[]> SMALL_ORDER = List.of(
            y("0000000000000000000000000000000000000000000000000000000000000000"),
            y("0100000000000000000000000000000000000000000000000000000000000000"),
            y("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            y("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
            y("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
            y("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            y("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

    private Ed25519Points() {}

    static boolean isOfSmallOrder(byte[] point) {
        byte[] y = point.clone();
        y[y.length - 1] &= (byte) ~SIGN_BIT;
        return SMALL_ORDER.stream().anyMatch(small -> Arrays.equals(small, y));
    }

    private static byte[] y(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
