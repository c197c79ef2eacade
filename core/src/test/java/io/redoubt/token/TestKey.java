package io.redoubt.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.EnumMap;
import java.util.Map;

/** A key pair for one algorithm, and the JDK's own way to sign with it, which is none of the code under test. */
final class TestKey {

    static final byte[] INPUT = "header.payload".getBytes(StandardCharsets.US_ASCII);

    private static final Map<SignatureAlgorithm, TestKey> MADE = new EnumMap<>(SignatureAlgorithm.class);

    private final SignatureAlgorithm algorithm;
    private final KeyPair pair;

    private TestKey(SignatureAlgorithm algorithm) {
        this.algorithm = algorithm;
        try {
            this.pair = switch (algorithm) {
                case RS256, PS256 -> pair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
                case ES256 -> pair("EC", new ECGenParameterSpec("secp256r1"));
                case ES384 -> pair("EC", new ECGenParameterSpec("secp384r1"));
                case EDDSA -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                case HS256 -> throw new IllegalArgumentException("no key pair");
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static synchronized TestKey of(SignatureAlgorithm algorithm) {
        return MADE.computeIfAbsent(algorithm, TestKey::new);
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    byte[] sign(byte[] input) throws GeneralSecurityException {
        return switch (algorithm) {
            case RS256 -> sign("SHA256withRSA", input);
            case PS256 -> signPss("SHA-256", MGF1ParameterSpec.SHA256, 32);
            case ES256 -> sign("SHA256withECDSAinP1363Format", input);
            case ES384 -> sign("SHA384withECDSAinP1363Format", input);
            case EDDSA -> sign("Ed25519", input);
            case HS256 -> throw new IllegalArgumentException("no key pair");
        };
    }

    byte[] sign(String jcaName, byte[] input) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(jcaName);
        signature.initSign(pair.getPrivate());
        signature.update(input);
        return signature.sign();
    }

    byte[] signPss(String hash, MGF1ParameterSpec mask, int saltBytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(hash, "MGF1", mask, saltBytes, 1));
        signature.initSign(pair.getPrivate());
        signature.update(INPUT);
        return signature.sign();
    }

    boolean isVerifiedBy(SignatureProviders providers, byte[] signature) throws GeneralSecurityException {
        return accepts(providers.check(algorithm, publicKey()), signature);
    }

    static boolean accepts(SignatureCheck check, byte[] signature) {
        try {
            return check.verifies(INPUT, signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            return false; // as VerificationKey has it
        }
    }

    private static KeyPair pair(String family, AlgorithmParameterSpec size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
        generator.initialize(size);
        return generator.generateKeyPair();
    }
}
