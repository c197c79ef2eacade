package io.redoubt.testkit;

import java.math.BigInteger;
import java.util.Arrays;

/** Signatures of ES256 as the pair of numbers that they are (RFC 7518 §3.4). */
final class Ecdsa {

    /** The order of P-256's base point (SEC 2 §2.4.2). */
    static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    private static final int NUMBER_BYTES = 32;

    private Ecdsa() {}

    /** {@return both numbers at 32 bytes each} */
    static byte[] concatenated(BigInteger r, BigInteger s) {
        byte[] both = Arrays.copyOf(unsigned(r), 2 * NUMBER_BYTES);
        System.arraycopy(unsigned(s), 0, both, NUMBER_BYTES, NUMBER_BYTES);
        return both;
    }

    static BigInteger r(byte[] signature) {
        return new BigInteger(1, Arrays.copyOf(signature, NUMBER_BYTES));
    }

    static BigInteger s(byte[] signature) {
        return new BigInteger(1, Arrays.copyOfRange(signature, NUMBER_BYTES, 2 * NUMBER_BYTES));
    }

    /** {@return the other signature that is as good as this one: (r, n - s)} */
    static byte[] twin(byte[] signature) {
        return concatenated(r(signature), ORDER.subtract(s(signature)));
    }

    /** {@return the same signature as X.509 writes it (RFC 3279 §2.2.3)} */
    static byte[] der(byte[] signature) {
        return Der.sequence(Der.integer(r(signature)), Der.integer(s(signature)));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] fixed = new byte[NUMBER_BYTES];
        int length = Math.min(signed.length, NUMBER_BYTES);
        System.arraycopy(signed, signed.length - length, fixed, NUMBER_BYTES - length, length);
        return fixed;
    }
}
