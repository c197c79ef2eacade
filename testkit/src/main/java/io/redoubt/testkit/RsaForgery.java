package io.redoubt.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * RSASSA-PKCS1-v1_5 (RFC 8017 §8.2) step by step, so that each step can be done wrongly. What is signed wrongly here is
 * what an attacker would have to produce without the key, where a verifier is lax enough to let him.
 */
final class RsaForgery {

    /** DigestInfo of SHA-256 up to the digest (RFC 8017 §9.2 note 1). */
    static final byte[] SHA256_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private static final int MIN_PADDING_BYTES = 8;

    private RsaForgery() {}

    /** {@return the encoded message as it should be, as long as the modulus} */
    static byte[] padded(byte[] input, BigInteger modulus) {
        return padded(Der.joined(SHA256_INFO, sha256(input)), bytes(modulus));
    }

    /** {@return EMSA-PKCS1-v1_5 around any DigestInfo} */
    static byte[] padded(byte[] info, int length) {
        return padded(info, new byte[0], length);
    }

    /** {@return the same with bytes behind the DigestInfo, for which the padding is shortened} */
    static byte[] padded(byte[] info, byte[] behind, int length) {
        byte[] padding = new byte[Math.max(length - 3 - info.length - behind.length, MIN_PADDING_BYTES)];
        Arrays.fill(padding, (byte) 0xff);
        return Der.joined(new byte[] {0, 1}, padding, new byte[1], info, behind);
    }

    /** {@return a signature whose encoded message is this one} */
    static byte[] signed(byte[] encoded, RSAPrivateKey key) {
        BigInteger signature = new BigInteger(1, encoded).modPow(key.getPrivateExponent(), key.getModulus());
        return fixed(signature, bytes(key.getModulus()));
    }

    /** {@return a number as RFC 8017 §4.1 writes it} */
    static byte[] fixed(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] fixed = new byte[length];
        int kept = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - kept, fixed, length - kept, kept);
        return fixed;
    }

    static int bytes(BigInteger modulus) {
        return (modulus.bitLength() + 7) / 8;
    }

    static byte[] sha256(byte[] input) {
        return digest("SHA-256", input);
    }

    static byte[] digest(String algorithm, byte[] input) {
        try {
            return MessageDigest.getInstance(algorithm).digest(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }
}
