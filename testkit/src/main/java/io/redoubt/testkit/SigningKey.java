package io.redoubt.testkit;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/** One key pair of an issuer, for exactly one algorithm, with the JWK (RFC 7517) that is published for it. */
final class SigningKey {

    /** Both encodings of an Ed25519 key (RFC 8410) end with its 32 bytes. */
    private static final int ED25519_KEY_BYTES = 32;

    private final String keyId;
    private final SigningAlgorithm algorithm;
    private final KeyPair keyPair;
    private final JWK jwk;

    SigningKey(String keyId, SigningAlgorithm algorithm) {
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.keyPair = algorithm.newKeyPair();
        this.jwk = jwk(keyId, algorithm, keyPair);
    }

    String keyId() {
        return keyId;
    }

    PublicKey publicKey() {
        return keyPair.getPublic();
    }

    PrivateKey privateKey() {
        return keyPair.getPrivate();
    }

    /** {@return the JWK with its private members; {@code toPublicJWK} gives the honest one} */
    JWK jwk() {
        return jwk;
    }

    byte[] sign(byte[] input) {
        return algorithm.sign(keyPair.getPrivate(), input);
    }

    boolean verifies(String algorithmName, byte[] input, byte[] signature) {
        return algorithm.jwsName().equals(algorithmName) && algorithm.verifies(keyPair.getPublic(), input, signature);
    }

    private static JWK jwk(String keyId, SigningAlgorithm algorithm, KeyPair pair) {
        JWSAlgorithm name = JWSAlgorithm.parse(algorithm.jwsName());
        return switch (algorithm) {
            case ES256, ES384 ->
                new ECKey.Builder(algorithm == SigningAlgorithm.ES256 ? Curve.P_256 : Curve.P_384, (ECPublicKey)
                                pair.getPublic())
                        .privateKey((ECPrivateKey) pair.getPrivate())
                        .keyID(keyId)
                        .algorithm(name)
                        .keyUse(KeyUse.SIGNATURE)
                        .build();
            case RS256, PS256 ->
                new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                        .privateKey((RSAPrivateKey) pair.getPrivate())
                        .keyID(keyId)
                        .algorithm(name)
                        .keyUse(KeyUse.SIGNATURE)
                        .build();
            case EDDSA, ED25519 ->
                new OctetKeyPair.Builder(
                                Curve.Ed25519, lastKeyBytes(pair.getPublic().getEncoded()))
                        .d(lastKeyBytes(pair.getPrivate().getEncoded()))
                        .keyID(keyId)
                        .algorithm(name)
                        .keyUse(KeyUse.SIGNATURE)
                        .build();
        };
    }

    private static Base64URL lastKeyBytes(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - ED25519_KEY_BYTES, encoded.length));
    }
}
