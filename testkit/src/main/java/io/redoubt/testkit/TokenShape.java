package io.redoubt.testkit;

import java.time.Instant;
import java.util.List;

/**
 * How an authorization server writes its access tokens. Each server has its own way; {@link TestIssuer#token()} follows
 * the standard, {@link TestIssuer#token(TokenShape)} follows one of these.
 *
 * @since 0.1.0
 */
public enum TokenShape {
    /** RFC 9068: {@code typ: at+jwt}, a {@code client_id} claim, {@code scope} as one string. Signed with ES256. */
    RFC9068 {
        @Override
        String algorithm() {
            return "ES256";
        }

        @Override
        JsonPart header(String algorithm) {
            return JsonPart.empty().with("typ", "at+jwt").with("alg", algorithm);
        }

        @Override
        JsonPart claims(Instant issuedAt, Instant expiresAt) {
            return JsonPart.empty()
                    .with("sub", "alice")
                    .with("aud", "orders")
                    .with("client_id", "shop-web")
                    .with("scope", scope("orders:read"))
                    .with("iat", issuedAt)
                    .with("exp", expiresAt);
        }

        @Override
        Object scope(String... scopes) {
            return String.join(" ", scopes);
        }

        @Override
        JsonPart issuedAt(JsonPart claims, Instant time) {
            return claims.with("iat", time);
        }
    },

    /**
     * Spring Authorization Server 7.1 by client credentials: no {@code typ}, {@code scope} as a JSON array, {@code nbf},
     * no {@code client_id} claim; the subject is the client's id, {@code shop-web}. Signed with RS256. That server's JWK
     * set names neither {@code alg} nor {@code use}: see {@link TestIssuer#publishWithoutAlg()}.
     */
    SPRING_AUTHORIZATION_SERVER {
        @Override
        String algorithm() {
            return "RS256";
        }

        @Override
        JsonPart header(String algorithm) {
            return JsonPart.empty().with("alg", algorithm);
        }

        @Override
        JsonPart claims(Instant issuedAt, Instant expiresAt) {
            return JsonPart.empty()
                    .with("sub", "shop-web")
                    .with("aud", "orders")
                    .with("nbf", issuedAt)
                    .with("scope", scope("orders:read"))
                    .with("exp", expiresAt)
                    .with("iat", issuedAt);
        }

        @Override
        Object scope(String... scopes) {
            return List.of(scopes);
        }

        @Override
        JsonPart issuedAt(JsonPart claims, Instant time) {
            return claims.with("iat", time).with("nbf", time);
        }
    };

    abstract String algorithm();

    abstract JsonPart header(String algorithm);

    abstract JsonPart claims(Instant issuedAt, Instant expiresAt);

    abstract Object scope(String... scopes);

    abstract JsonPart issuedAt(JsonPart claims, Instant time);
}
