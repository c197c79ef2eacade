package io.redoubt.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The JWS algorithms that an issuer signs with, by their registered names (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864
 * §2.2). The JDK does the signing: any bytes can be signed, and Ed25519 needs no further library.
 */
enum SigningAlgorithm {
    ES256("ES256", "SHA256withECDSAinP1363Format"),
    ES384("ES384", "SHA384withECDSAinP1363Format"),
    RS256("RS256", "SHA256withRSA"),
    PS256("PS256", "RSASSA-PSS"),
    EDDSA("EdDSA", "Ed25519"),
    ED25519("Ed25519", "Ed25519");

    private final String jwsName;
    private final String jcaName;

    SigningAlgorithm(String jwsName, String jcaName) {
        this.jwsName = jwsName;
        this.jcaName = jcaName;
    }

    static SigningAlgorithm named(String jwsName) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.jwsName.equals(jwsName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the test issuer cannot sign with " + jwsName + ": use "
                        + Arrays.stream(values()).map(SigningAlgorithm::jwsName).collect(Collectors.joining(", "))));
    }

    String jwsName() {
        return jwsName;
    }

    KeyPair newKeyPair() {
        try {
            return switch (this) {
                case ES256 -> newKeyPair("EC", new ECGenParameterSpec("secp256r1"));
                case ES384 -> newKeyPair("EC", new ECGenParameterSpec("secp384r1"));
                case RS256, PS256 -> newKeyPair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
                case EDDSA, ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make a key for " + jwsName, e);
        }
    }

    byte[] sign(PrivateKey key, byte[] input) {
        try {
            Signature signature = signature();
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot sign with " + jwsName, e);
        }
    }

    boolean verifies(PublicKey key, byte[] input, byte[] signed) {
        try {
            Signature signature = signature();
            signature.initVerify(key);
            signature.update(input);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // a signature of the wrong form
        }
    }

    private Signature signature() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(jcaName);
        if (this == PS256) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        return signature;
    }

    private static KeyPair newKeyPair(String family, AlgorithmParameterSpec size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
        generator.initialize(size);
        return generator.generateKeyPair();
    }
}
