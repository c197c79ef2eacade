package io.redoubt.state;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * By what a verified token can be revoked. Never its text: a signature of ECDSA can be rewritten into another one that
 * verifies, too, and the token would be another text.
 *
 * @param issuer {@code iss}, within which all the others are unique
 * @param tokenId {@code jti}
 * @param sessionId {@code sid} (OpenID Connect Front-Channel Logout 1.0 section 3)
 * @param subject {@code sub}
 * @param clientId the client that asked for the token
 * @param keyNames the key id and the thumbprint (RFC 7638) of the key that verified the token; empty for an opaque one
 * @param issuedAt {@code iat}
 * @since 0.1.0
 */
public record TokenIdentity(
        String issuer,
        Optional<String> tokenId,
        Optional<String> sessionId,
        String subject,
        Optional<String> clientId,
        Set<String> keyNames,
        Instant issuedAt) {

    /**
     * Keeps the identity unchangeable.
     *
     * @param issuer {@code iss}
     * @param tokenId {@code jti}
     * @param sessionId {@code sid}
     * @param subject {@code sub}
     * @param clientId the client that asked for the token
     * @param keyNames the names of the key that verified the token
     * @param issuedAt {@code iat}
     */
    public TokenIdentity {
        keyNames = Set.copyOf(keyNames);
    }

    /** {@return what this is; who it is stays unsaid} */
    @Override
    public String toString() {
        return "TokenIdentity";
    }
}
