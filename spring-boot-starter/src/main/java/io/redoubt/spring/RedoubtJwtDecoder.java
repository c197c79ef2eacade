package io.redoubt.spring;

import io.redoubt.OAuthError;
import io.redoubt.Reason;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.token.Refusal;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.Verification;
import io.redoubt.token.VerifiedToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.BearerTokenError;

/** Gives Spring Security the tokens that Redoubt verified, and reports those that it refused. Thread-safe. */
final class RedoubtJwtDecoder implements JwtDecoder {

    private static final List<String> DATES = List.of("exp", "iat", "nbf");

    /** Where Spring Security's {@code JwtGrantedAuthoritiesConverter} looks, and how it reads, by default. */
    private static final Set<String> SCOPES = Set.of("scope", "scp");

    private final TokenVerifier verifier;
    private final SecurityEventListener listener;

    RedoubtJwtDecoder(TokenVerifier verifier, SecurityEventListener listener) {
        this.verifier = verifier;
        this.listener = listener;
    }

    /**
     * {@return the verified token}
     *
     * @throws BadJwtException if the token is refused; with one text for all reasons
     * @throws AuthenticationException if it cannot be judged now; Spring Security answers with 503
     */
    @Override
    public Jwt decode(String token) {
        Verification verification = verifier.verify(token);
        if (verification instanceof VerifiedToken verified) {
            return Jwt.withTokenValue(token)
                    .header("alg", verified.algorithm().orElseThrow().algorithmName())
                    .claims(claims -> putClaims(verified, claims))
                    .build();
        }
        // A JwtDecoder sees no request, so nobody can prove to it that a bound token is his.
        Refusal refusal = verification instanceof Refusal refused ? refused : Refusal.of(Reason.CONFIRMATION_REFUSED);
        listener.on(new SecurityEvent.AccessDenied(refusal.reason(), refusal.detail(), "-", "-"));
        throw refusal.reason().status() == HttpStatus.SERVICE_UNAVAILABLE.value()
                ? new OAuth2AuthenticationException(new BearerTokenError(
                        "temporarily_unavailable", HttpStatus.SERVICE_UNAVAILABLE, "try again later", null))
                : new BadJwtException(OAuthError.INVALID_TOKEN.description());
    }

    private static void putClaims(VerifiedToken verified, Map<String, Object> claims) {
        claims.putAll(verified.claims());
        if (verified.scopes().isEmpty()) {
            claims.keySet().removeAll(SCOPES); // what grants nothing here must not grant anything there
        }
        for (String date : DATES) {
            claims.computeIfPresent(date, (name, seconds) -> Instant.ofEpochSecond((Long) seconds));
        }
    }
}
