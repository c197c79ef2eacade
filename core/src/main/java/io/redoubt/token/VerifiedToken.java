package io.redoubt.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An access token that passed every check; there is no other way to get one than {@link TokenVerifier#verify}.
 *
 * <p>It does not hold the token's text. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class VerifiedToken implements Verification {

    private final Optional<SignatureAlgorithm> algorithm;
    private final String issuer;
    private final String subject;
    private final Optional<String> clientId;
    private final Optional<String> tokenId;
    private final Optional<String> sessionId;
    private final List<String> audiences;
    private final Set<String> scopes;
    private final Set<String> roles;
    private final TokenTimes times;
    private final Optional<Confirmation> confirmation;
    private final UserAuthentication authentication;
    private final Map<String, Object> claims;

    VerifiedToken(
            Optional<SignatureAlgorithm> algorithm,
            Claims claims,
            TokenTimes times,
            Grants grants,
            Optional<Confirmation> confirmation,
            UserAuthentication authentication)
            throws RefusedException {
        this.algorithm = algorithm;
        this.issuer = claims.requireIdentifier("iss");
        this.subject = claims.requireIdentifier("sub");
        this.clientId = grants.client();
        this.tokenId = claims.identifier("jti");
        this.sessionId = claims.identifier("sid");
        this.audiences = grants.audiences();
        this.scopes = grants.scopes();
        this.roles = grants.roles();
        this.times = times;
        this.confirmation = confirmation;
        this.authentication = authentication;
        this.claims = claims.plain();
    }

    /** {@return the algorithm of the token's signature, or nothing if its issuer was asked about it by introspection} */
    public Optional<SignatureAlgorithm> algorithm() {
        return algorithm;
    }

    /** {@return the issuer, {@code iss}} */
    public String issuer() {
        return issuer;
    }

    /** {@return on whose behalf the token was issued, {@code sub}; unique within the issuer only} */
    public String subject() {
        return subject;
    }

    /** {@return the client that asked for the token, where the profile says which claim names it} */
    public Optional<String> clientId() {
        return clientId;
    }

    /** {@return the token's identifier, {@code jti}} */
    public Optional<String> tokenId() {
        return tokenId;
    }

    /** {@return the session in which the token was issued, {@code sid}} */
    public Optional<String> sessionId() {
        return sessionId;
    }

    /** {@return whom the token is meant for, {@code aud}; nobody in particular under a profile whose provider writes none} */
    public List<String> audiences() {
        return audiences;
    }

    /** {@return the scopes that the token grants} */
    public Set<String> scopes() {
        return scopes;
    }

    /** {@return the roles of the subject, from the claims that the profile names} */
    public Set<String> roles() {
        return roles;
    }

    /** {@return when the token was issued, {@code iat}} */
    public Instant issuedAt() {
        return times.issuedAt();
    }

    /** {@return when the token expires, {@code exp}, without clock skew} */
    public Instant expiresAt() {
        return times.expiresAt();
    }

    /** {@return how far the issuer's clock may be off: the token is taken this long before and after its time} */
    public Duration clockSkew() {
        return times.clockSkew();
    }

    /** {@return what the token says of the login of its subject, as far as its issuer is believed about it} */
    public UserAuthentication authentication() {
        return authentication;
    }

    /** {@return in which ways the token is bound to its sender, each of which the request has proven; empty for a bearer token} */
    public Set<SenderConstraint> senderConstraints() {
        return confirmation.map(Confirmation::methods).orElse(Set.of());
    }

    /**
     * {@return all claims: text, {@link Long}, {@link Double}, {@link Boolean}, unmodifiable lists and maps of these;
     * claims that are JSON null are left out}
     */
    public Map<String, Object> claims() {
        return claims;
    }

    Optional<Confirmation> confirmation() {
        return confirmation;
    }

    TokenTimes times() {
        return times;
    }

    /** {@return that this is a verified token, and nothing of what it says} */
    @Override
    public String toString() {
        return "VerifiedToken";
    }
}
