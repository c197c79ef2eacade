package io.redoubt.quickstart.authorizationserver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * Says for which service an access token is good. Without this the audience is the client itself, and then any service
 * could use a token that it received to call any other.
 */
@Component
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private static final Duration ONE_DAY = Duration.ofDays(1);

    @Override
    public void customize(JwtEncodingContext context) {
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return;
        }
        RegisteredClient client = context.getRegisteredClient();
        String audience = client.getClientSettings().getSetting(Clients.AUDIENCE);
        context.getClaims().audience(List.of(audience));
        if (client.getClientId().equals(Clients.YESTERDAY)) {
            context.getClaims().claims(AccessTokenClaims::moveBackOneDay);
        }
    }

    /** No real server does this: it gives the tour an expired token without waiting for one. */
    private static void moveBackOneDay(Map<String, Object> claims) {
        for (String time : List.of("iat", "nbf", "exp")) {
            claims.computeIfPresent(time, (name, value) -> ((Instant) value).minus(ONE_DAY));
        }
    }
}
