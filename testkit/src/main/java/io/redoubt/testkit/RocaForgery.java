package io.redoubt.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * RSA keys of 2048 bits as the broken generator of CVE-2017-15361 (ROCA) made them: each prime is {@code k * M + 65537^a
 * mod M}, where M is the product of the first 126 primes, so that little of it is unknown.
 */
final class RocaForgery {

    private static final int PRIMES = 126;
    private static final int PRIME_BITS = 1024;
    private static final BigInteger EXPONENT = RSAKeyGenParameterSpec.F4;

    private RocaForgery() {}

    static KeyPair keyPair() {
        SecureRandom random = new SecureRandom();
        BigInteger product = productOfPrimes();
        while (true) {
            BigInteger p = prime(product, random);
            BigInteger q = prime(product, random);
            BigInteger totient = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
            BigInteger modulus = p.multiply(q);
            if (modulus.bitLength() == 2 * PRIME_BITS && totient.gcd(EXPONENT).equals(BigInteger.ONE)) {
                return keyPair(modulus, EXPONENT.modInverse(totient));
            }
        }
    }

    private static BigInteger prime(BigInteger product, SecureRandom random) {
        while (true) {
            BigInteger power = EXPONENT.modPow(new BigInteger(256, random), product);
            BigInteger factor = new BigInteger(PRIME_BITS - product.bitLength() + 1, random);
            BigInteger candidate = product.multiply(factor).add(power);
            // The two highest bits set: then the product of two such numbers has full length.
            if (candidate.bitLength() == PRIME_BITS
                    && candidate.testBit(PRIME_BITS - 2)
                    && candidate.isProbablePrime(64)) {
                return candidate;
            }
        }
    }

    private static BigInteger productOfPrimes() {
        BigInteger product = BigInteger.ONE;
        BigInteger prime = BigInteger.TWO;
        for (int i = 0; i < PRIMES; i++) {
            product = product.multiply(prime);
            prime = prime.nextProbablePrime();
        }
        return product;
    }

    private static KeyPair keyPair(BigInteger modulus, BigInteger privateExponent) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
                    factory.generatePrivate(new RSAPrivateKeySpec(modulus, privateExponent)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK takes no RSA key of 2048 bits", e);
        }
    }
}
