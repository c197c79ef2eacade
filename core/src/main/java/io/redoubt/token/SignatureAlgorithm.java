package io.redoubt.token;

import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * The signature algorithms that an issuer can be allowed (RFC 7518 section 3.1, RFC 8037, RFC 9864). There is no
 * {@code none} and no way to add one.
 *
 * @since 0.1.0
 */
public enum SignatureAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256(KeyType.RSA),
    /** RSASSA-PSS with SHA-256. */
    PS256(KeyType.RSA),
    /** ECDSA with P-256 and SHA-256. */
    ES256(KeyType.P256),
    /** ECDSA with P-384 and SHA-384. */
    ES384(KeyType.P384),
    /** Ed25519; on the wire {@code EdDSA} (RFC 8037) or {@code Ed25519} (RFC 9864). */
    EDDSA(KeyType.ED25519),
    /**
     * HMAC with SHA-256, under a secret of at least 32 bytes that this service shares with the issuer: whoever can verify
     * can sign. Only with {@link JwkSource#fixed}, and never beside another algorithm.
     */
    HS256(KeyType.OCT);

    private final KeyType keyType;

    SignatureAlgorithm(KeyType keyType) {
        this.keyType = keyType;
    }

    /**
     * {@return the algorithm with this name, compared exactly (RFC 8725 section 3.1), or nothing}
     *
     * @param name a value of the {@code alg} header parameter
     */
    public static Optional<SignatureAlgorithm> named(String name) {
        return switch (name) {
            case "RS256" -> Optional.of(RS256);
            case "PS256" -> Optional.of(PS256);
            case "ES256" -> Optional.of(ES256);
            case "ES384" -> Optional.of(ES384);
            case "EdDSA", "Ed25519" -> Optional.of(EDDSA);
            case "HS256" -> Optional.of(HS256);
            default -> Optional.empty();
        };
    }

    /** {@return the name of the algorithm on the wire, such as {@code RS256} or {@code EdDSA}} */
    public String algorithmName() {
        return this == EDDSA ? "EdDSA" : name();
    }

    /**
     * {@return the name of the JCA provider that verifies with this algorithm here}
     *
     * @throws NoSuchAlgorithmException if this Java has none
     */
    public String provider() throws NoSuchAlgorithmException {
        return this == HS256
                ? Mac.getInstance(HmacCheck.JCA_NAME).getProvider().getName()
                : SignatureProviders.here().nameFor(this);
    }

    KeyType keyType() {
        return keyType;
    }
}
