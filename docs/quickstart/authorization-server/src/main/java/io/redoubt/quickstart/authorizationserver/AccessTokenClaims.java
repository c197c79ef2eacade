package io.redoubt.quickstart.authorizationserver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * Says for which service an access token is good, and how its user has logged in. Without an audience of its own a token
 * names the client itself, and then any service could use a token that it received to call any other.
 */
@Component
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private static final String PASSWORD = "urn:example:pwd";
    private static final String SECOND_FACTOR = "urn:example:mfa";
    private static final Duration ONE_DAY = Duration.ofDays(1);

    @Override
    public void customize(JwtEncodingContext context) {
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return;
        }
        RegisteredClient client = context.getRegisteredClient();
        String audience = client.getClientSettings().getSetting(Clients.AUDIENCE);
        context.getClaims().audience(List.of(audience));
        context.getClaims().claims(claims -> claims.putAll(loginOf(context.getAuthorizationGrant())));
        if (client.getClientId().equals(Clients.YESTERDAY)) {
            context.getClaims().claims(AccessTokenClaims::moveBackOneDay);
        }
    }

    /**
     * What a real server knows from the page at which its user logged in; it never takes the word of a client for it. This
     * world has no page and no user, so the token request stands for the login: with {@code acr_values} (RFC 9470 §4) it
     * was one with a one-time password, without it one with a password alone.
     */
    private static Map<String, Object> loginOf(@Nullable Authentication tokenRequest) {
        boolean secondFactor = tokenRequest instanceof OAuth2AuthorizationGrantAuthenticationToken grant
                && SECOND_FACTOR.equals(grant.getAdditionalParameters().get("acr_values"));
        return Map.of(
                "acr", secondFactor ? SECOND_FACTOR : PASSWORD,
                "amr", secondFactor ? List.of("pwd", "otp") : List.of("pwd"),
                "auth_time", Instant.now().getEpochSecond());
    }

    /** No real server does this: it gives the tour an expired token without waiting for one. */
    private static void moveBackOneDay(Map<String, Object> claims) {
        for (String time : List.of("iat", "nbf", "exp")) {
            claims.computeIfPresent(time, (name, value) -> ((Instant) value).minus(ONE_DAY));
        }
    }
}
