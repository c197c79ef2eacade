package io.redoubt.token;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.internal.Defect;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.Revocation;
import io.redoubt.state.Revocations;
import io.redoubt.state.SingleUse;
import io.redoubt.state.Use;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Believes one issuer that somebody has logged out (OpenID Connect Back-Channel Logout 1.0), and revokes the tokens that end
 * with it.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class LogoutTokens {

    private static final Logger log = LoggerFactory.getLogger(LogoutTokens.class);

    /** Section 2.4; older providers write JWT, or nothing. */
    private static final Set<String> TYPES = Set.of("logout+jwt", "jwt");

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final TrustedIssuer issuer;
    private final String clientId;
    private final LogoutScope scope;
    private final Revocations revocations;
    private final ReplayGuard replays;
    private final Clock clock;

    /**
     * Hears one issuer.
     *
     * @param issuer the issuer, whose keys sign logout tokens, too
     * @param clientId the id that this service has at the issuer: the audience of its logout tokens
     * @param scope what a logout ends
     * @param revocations where what ends is noted
     * @param replays remembers the logout tokens that were heard
     * @param clock by which they expire
     * @throws ConfigurationException if the issuer signs nothing, or the client id is blank
     */
    public LogoutTokens(
            TrustedIssuer issuer,
            String clientId,
            LogoutScope scope,
            Revocations revocations,
            ReplayGuard replays,
            Clock clock) {
        if (issuer.algorithms().isEmpty()) {
            throw new ConfigurationException(
                    "logout",
                    "is set for an issuer of opaque tokens only",
                    "trust the issuer's keys too, or remove it");
        }
        if (clientId.isBlank()) {
            throw new ConfigurationException(
                    "logout.client-id", "is not set", "write the id that this service has at the issuer");
        }
        this.issuer = issuer;
        this.clientId = clientId;
        this.scope = scope;
        this.revocations = revocations;
        this.replays = replays;
        this.clock = clock;
    }

    /**
     * Heeds a logout token.
     *
     * @param token what was sent as {@code logout_token}
     * @return why it is not believed, or nothing: then everything that it ends is revoked; never an exception
     */
    public Optional<Refusal> heed(String token) {
        try {
            revoke(verified(token));
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal());
        } catch (RuntimeException e) {
            log.error("a logout token could not be judged: {}", Defect.name(e));
            return Optional.of(Refusal.of(Reason.INTERNAL_FAILURE));
        }
    }

    /** Section 2.6. */
    private Claims verified(String token) throws RefusedException {
        CompactJws jws = CompactJws.parse(token);
        JoseHeader header = JoseHeader.read(jws.header());
        if (!TYPES.contains(header.type().orElse("jwt"))) {
            throw new RefusedException(Reason.TYPE_REFUSED);
        }
        if (!issuer.algorithms().contains(header.algorithm())) {
            throw new RefusedException(Reason.ALGORITHM_REFUSED);
        }
        issuer.keys().verify(header, jws);
        Claims claims = Claims.read(jws.payload());
        if (!claims.requireIdentifier("iss").equals(issuer.issuer())) {
            throw new RefusedException(Reason.WRONG_ISSUER);
        }
        if (!claims.audiences().contains(clientId)) {
            throw new RefusedException(Reason.WRONG_AUDIENCE);
        }
        TokenTimes.read(claims, issuer.limits()).require(clock.millis());
        requireLogout(claims);
        return claims;
    }

    /** An ID token has no event, and a logout token no nonce: neither passes for the other. */
    private static void requireLogout(Claims claims) throws RefusedException {
        boolean loggedOut = claims.get("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map<?, ?>;
        if (!loggedOut) {
            throw new RefusedException(Reason.WRONG_KIND, "the token's events do not say that somebody logged out");
        }
        if (claims.has("nonce")) {
            throw new RefusedException(Reason.WRONG_KIND, "the token has a nonce, which no logout token may have");
        }
        claims.requireIdentifier("jti");
        if (!claims.has("sid") && !claims.has("sub")) {
            throw new RefusedException(Reason.MISSING_CLAIM, "the logout token names neither session nor subject");
        }
    }

    /** Revoked first: to revoke twice does no harm, and to be told of a logout again must not end in not heeding it. */
    private void revoke(Claims claims) throws RefusedException {
        Instant issuedAt = claims.requireDate("iat");
        revocations.revoke(revocation(claims, issuedAt));
        Duration skew = issuer.limits().clockSkew();
        Use use = replays.firstUse(new SingleUse(
                SingleUse.Scope.LOGOUT_TOKEN,
                issuer.issuer(),
                claims.requireIdentifier("jti"),
                issuedAt.minus(skew),
                claims.requireDate("exp").plus(skew)));
        if (use == Use.REPLAYED) {
            throw new RefusedException(Reason.LOGOUT_REPLAYED);
        }
    }

    /** By session or by subject as is told; where the token names only one of them, by that one. */
    private Revocation revocation(Claims claims, Instant issuedAt) throws RefusedException {
        Optional<String> session = claims.identifier("sid");
        Optional<String> subject = claims.identifier("sub");
        boolean bySession = session.isPresent() && (scope == LogoutScope.SESSION || subject.isEmpty());
        return bySession
                ? new Revocation.OfSession(issuer.issuer(), session.get())
                : new Revocation.OfSubject(issuer.issuer(), subject.orElseThrow(), issuedAt);
    }
}
