package io.redoubt.token;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/**
 * What a signature of a key looks like before any arithmetic: its length, and numbers within their range. Judged here, so
 * that no provider is asked about anything else, and none that forgets a rule (CVE-2022-21449) makes us forget it.
 */
@FunctionalInterface
interface SignatureForm {

    boolean fits(byte[] signature);

    static SignatureForm of(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa(rsa);
        }
        if (key instanceof ECPublicKey ec) {
            return ecdsa(ec);
        }
        return Ed25519Points::isSignature;
    }

    /** RFC 8017 sections 8.1.2 and 8.2.2, step 1. */
    private static SignatureForm rsa(RSAPublicKey key) {
        int length = bytes(key.getModulus());
        return signature -> signature.length == length;
    }

    /** RFC 7518 section 3.4: r and s, each as long as the order n; SEC 1 section 4.1.4, step 1: from 1 to n - 1. */
    private static SignatureForm ecdsa(ECPublicKey key) {
        byte[] withSign = key.getParams().getOrder().toByteArray();
        int length = bytes(key.getParams().getOrder());
        byte[] order = Arrays.copyOfRange(withSign, withSign.length - length, withSign.length);
        return signature ->
                signature.length == 2 * length && isScalar(signature, 0, order) && isScalar(signature, length, order);
    }

    private static boolean isScalar(byte[] signature, int from, byte[] order) {
        int to = from + order.length;
        return Arrays.compareUnsigned(signature, from, to, order, 0, order.length) < 0 && !isZero(signature, from, to);
    }

    private static boolean isZero(byte[] signature, int from, int to) {
        for (int i = from; i < to; i++) {
            if (signature[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bytes(BigInteger number) {
        return (number.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }
}
