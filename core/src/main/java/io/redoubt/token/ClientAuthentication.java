package io.redoubt.token;

import io.redoubt.ConfigurationException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * As whom this service asks an authorization server, and how it proves that. Immutable and thread-safe;
 * {@link #toString()} never shows a secret.
 *
 * @since 0.1.0
 */
public abstract sealed class ClientAuthentication permits ClientSecretBasic, PrivateKeyJwt {

    private final String clientId;

    ClientAuthentication(String clientId) {
        this.clientId = clientId;
    }

    /**
     * Authenticates with a shared secret: {@code client_secret_basic} (RFC 6749 section 2.3.1).
     *
     * @param clientId the client's id
     * @param secret the client's secret
     * @return the authentication
     * @throws ConfigurationException if either is blank
     */
    public static ClientAuthentication secret(String clientId, String secret) {
        requireClientId(clientId);
        if (secret.isBlank()) {
            throw new ConfigurationException(
                    "introspection.client-secret", "is blank", "write the secret that the client was registered with");
        }
        return new ClientSecretBasic(clientId, secret);
    }

    /**
     * Authenticates with a key: {@code private_key_jwt} (RFC 7523, OpenID Connect Core 1.0 section 9). No secret leaves
     * this service.
     *
     * @param clientId the client's id
     * @param privateKey a private JWK, or a PKCS#8 key as PEM: RSA of at least 2048 bits, P-256, P-384 or Ed25519; a JWK's
     *     {@code kid} and {@code alg} are used, RSA without {@code alg} signs with RS256
     * @return the authentication
     * @throws ConfigurationException if the id is blank, or the key is no such key
     */
    public static ClientAuthentication privateKey(String clientId, String privateKey) {
        requireClientId(clientId);
        return new PrivateKeyJwt(clientId, ClientKey.read(privateKey));
    }

    private static void requireClientId(String clientId) {
        if (clientId.isBlank()) {
            throw new ConfigurationException(
                    "introspection.client-id", "is blank", "write the id that this service has at the issuer");
        }
    }

    /** {@return the client's id} */
    public String clientId() {
        return clientId;
    }

    abstract boolean usesAssertions();

    /** {@return the value of the {@code Authorization} field, if this way has one} */
    abstract Optional<String> authorization();

    /**
     * {@return what is added to the form of one call}
     *
     * @param audience whom an assertion is for
     */
    abstract Map<String, String> parameters(String audience, Instant now, SecureRandom random);

    /** {@return the client's id, which is no secret} */
    @Override
    public String toString() {
        return "client " + clientId;
    }
}
