package io.redoubt.internal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes a key pair for P-256 from a seed, always the same from the same: the ECDSA part of
 * <a href="https://c2sp.org/det-keygen">C2SP det-keygen</a>.
 */
public final class P256Keys {

    private static final String MAC = "HmacSHA256";
    private static final String SIGNATURE = "SHA256withECDSAinP1363Format";
    private static final int HASH_BYTES = 32;
    private static final int MIN_SEED_BYTES = 16;
    private static final byte[] PERSONALISATION = "det ECDSA key gen P-256".getBytes(StandardCharsets.US_ASCII);

    private P256Keys() {}

    /**
     * {@return the key pair of this seed}
     *
     * @param seed at least 16 bytes
     * @throws IllegalArgumentException if the seed is shorter, or is one of the 1 in 2<sup>64</sup> without a key pair
     */
    public static KeyPair fromSeed(byte[] seed) {
        if (seed.length < MIN_SEED_BYTES) {
            throw new IllegalArgumentException("a seed has at least 16 bytes");
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
            PrivateKey privateKey = KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(scalar(seed, curve.getOrder()), curve));
            return new KeyPair(publicKey(privateKey, curve), privateKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /** Steps 2 to 12: HMAC_DRBG with SHA-256 (NIST SP 800-90A), and one retry. */
    private static BigInteger scalar(byte[] seed, BigInteger order) throws GeneralSecurityException {
        byte[] key = new byte[HASH_BYTES];
        byte[] value = new byte[HASH_BYTES];
        Arrays.fill(value, (byte) 1);
        for (byte round = 0; round <= 1; round++) {
            key = hmac(key, value, new byte[] {round}, seed, PERSONALISATION);
            value = hmac(key, value);
        }
        value = hmac(key, value);
        BigInteger scalar = new BigInteger(1, value);
        if (scalar.compareTo(order) >= 0) {
            key = hmac(key, value, new byte[] {0});
            value = hmac(key, hmac(key, value));
            scalar = new BigInteger(1, value);
        }
        Arrays.fill(key, (byte) 0);
        Arrays.fill(value, (byte) 0);
        if (scalar.signum() == 0 || scalar.compareTo(order) >= 0) {
            throw new IllegalArgumentException("the seed has no key pair");
        }
        return scalar;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(MAC);
        mac.init(new SecretKeySpec(key, MAC));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /**
     * Step 13, Q = [d]G, by the JDK's own arithmetic, which does not betray d by its time: ECDH with the generator gives the
     * abscissa of Q, and of the two points that have it one verifies what d signs.
     */
    private static PublicKey publicKey(PrivateKey privateKey, ECParameterSpec curve) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("EC");
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(privateKey);
        agreement.doPhase(keys.generatePublic(new ECPublicKeySpec(curve.getGenerator(), curve)), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger prime = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger y = ordinate(x, curve, prime);
        PublicKey one = keys.generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
        return isOf(one, privateKey)
                ? one
                : keys.generatePublic(new ECPublicKeySpec(new ECPoint(x, prime.subtract(y)), curve));
    }

    /** SEC 1 section 2.3.4: the prime of P-256 is 3 modulo 4. */
    private static BigInteger ordinate(BigInteger x, ECParameterSpec curve, BigInteger prime) {
        BigInteger square = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB());
        return square.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
    }

    private static boolean isOf(PublicKey publicKey, PrivateKey privateKey) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(SIGNATURE);
        signature.initSign(privateKey);
        signature.update(PERSONALISATION);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(PERSONALISATION);
        return signature.verify(signed);
    }
}
