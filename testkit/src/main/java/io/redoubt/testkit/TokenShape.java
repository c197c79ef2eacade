package io.redoubt.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How an authorization server writes its access tokens. Each server has its own way; {@link TestIssuer#token()} follows
 * the standard, {@link TestIssuer#token(TokenShape)} follows one of these, so that a service is tested offline against
 * what its provider will really send.
 *
 * <p>Only {@code iss} and the keys are the test issuer's. Where a server leaves something to its settings, the shape has
 * what a service needs: a token for {@code orders} of client {@code shop-web}.
 *
 * @since 0.1.0
 */
public enum TokenShape {
    /** RFC 9068: {@code typ: at+jwt}, a {@code client_id} claim, {@code scope} as one string. Signed with ES256. */
    RFC9068("ES256", "at+jwt", "scope", "client_id", "roles") {
        @Override
        JsonPart claims(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
            return anybody(issuer, tokenId, issuedAt, expiresAt).with("aud", "orders");
        }
    },

    /**
     * Spring Authorization Server 7.1 by client credentials: no {@code typ}, {@code scope} as a JSON array, {@code nbf},
     * no {@code client_id} claim; the subject is the client's id, {@code shop-web}. Signed with RS256. That server's JWK
     * set names neither {@code alg} nor {@code use}: see {@link TestIssuer#publishWithoutAlg()}.
     */
    SPRING_AUTHORIZATION_SERVER("RS256", "", "scope", "sub", "roles") {
        @Override
        JsonPart claims(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
            return anybody(issuer, tokenId, issuedAt, expiresAt)
                    .with("aud", "orders")
                    .with("nbf", issuedAt);
        }

        @Override
        Object scope(String... scopes) {
            return List.of(scopes);
        }
    },

    /**
     * Keycloak 26.7, a user's token with an audience mapper: {@code typ: JWT} in the header and {@code typ: Bearer} among
     * the claims, {@code aud} with {@code account} beside the service, the client in {@code azp}, roles of the realm in
     * {@code realm_access} and of clients in {@code resource_access}. Signed with RS256.
     */
    KEYCLOAK("RS256", "JWT", "scope", "azp", "realm_access") {
        @Override
        JsonPart claims(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
            return anybody(issuer, tokenId, issuedAt, expiresAt)
                    .with("jti", "onrtac:" + tokenId)
                    .with("auth_time", issuedAt)
                    .with("aud", List.of("orders", "account"))
                    .with("typ", "Bearer")
                    .with("sid", "c1b3d7b4-2d0c-4f0c-9d57-6a1cf1b7a2f0")
                    .with("acr", "1")
                    .with("allowed-origins", List.of("https://shop.example"))
                    .with("realm_access", Map.of("roles", List.of("default-roles-shop", "offline_access")))
                    .with("resource_access", Map.of("account", Map.of("roles", List.of("view-profile"))))
                    .with("email_verified", true)
                    .with("preferred_username", "alice");
        }

        @Override
        Object rolesOf(List<String> roles) {
            return Map.of("roles", roles);
        }
    },

    /**
     * Microsoft Entra ID, version 2.0, a user's token: {@code ver: 2.0}, scopes as one string in {@code scp}, the client
     * in {@code azp}, the user in {@code oid} and {@code tid}, no {@code jti}. An application's own token is
     * {@code token(ENTRA_V2).without("scp").roles("...")}. The real {@code aud} is the API's client id, a GUID. Signed
     * with RS256.
     */
    ENTRA_V2("RS256", "JWT", "scp", "azp", "roles") {
        @Override
        JsonPart claims(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
            return entra(issuer, tokenId, issuedAt, expiresAt)
                    .with("ver", "2.0")
                    .with("azpacr", "1")
                    .with("preferred_username", "alice@shop.example");
        }
    },

    /**
     * Microsoft Entra ID, version 1.0, a user's token: {@code ver: 1.0}, scopes as one string in {@code scp}, the client
     * in {@code appid}, the user in {@code oid} and {@code tid}, {@code x5t} in the header. The real {@code aud} is the
     * API's client id or one of its App ID URIs. Signed with RS256.
     */
    ENTRA_V1("RS256", "JWT", "scp", "appid", "roles") {
        @Override
        JsonPart header() {
            return super.header().with("x5t", "i6lGk3FZzxRcUb2C3nEQ7syHJlY");
        }

        @Override
        JsonPart claims(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
            return entra(issuer, tokenId, issuedAt, expiresAt)
                    .with("ver", "1.0")
                    .with("acr", "1")
                    .with("amr", List.of("pwd"))
                    .with("appidacr", "1")
                    .with("unique_name", "alice@shop.example")
                    .with("upn", "alice@shop.example");
        }
    },

    /**
     * Okta, a custom authorization server: no {@code typ}, scopes as a JSON array in {@code scp}, the client in
     * {@code cid}, {@code ver} as a number, groups (a custom claim) in {@code groups}. Signed with RS256.
     */
    OKTA("RS256", "", "scp", "cid", "groups") {
        @Override
        JsonPart claims(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
            return anybody(issuer, tokenId, issuedAt, expiresAt)
                    .with("ver", 1)
                    .with("jti", "AT." + tokenId)
                    .with("aud", "orders")
                    .with("uid", "00ugrenMeqPoaKwsY0g7")
                    .with("auth_time", issuedAt);
        }

        @Override
        Object scope(String... scopes) {
            return List.of(scopes);
        }
    },

    /**
     * Auth0 with its own token profile: {@code typ: JWT}, {@code aud} with the tenant's {@code /userinfo} beside the
     * service, the client in {@code azp}, permissions (RBAC) in {@code permissions}, no {@code jti}. Signed with RS256.
     */
    AUTH0("RS256", "JWT", "scope", "azp", "permissions") {
        @Override
        JsonPart claims(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
            return anybody(issuer, tokenId, issuedAt, expiresAt)
                    .with("aud", withUserinfo(issuer))
                    .without("jti");
        }
    },

    /**
     * Auth0 with its RFC 9068 token profile: {@code typ: at+jwt}, {@code aud} with the tenant's {@code /userinfo} beside
     * the service, the client in {@code client_id}, permissions (RBAC) in {@code permissions}. Signed with RS256.
     */
    AUTH0_RFC9068("RS256", "at+jwt", "scope", "client_id", "permissions") {
        @Override
        JsonPart claims(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
            return anybody(issuer, tokenId, issuedAt, expiresAt).with("aud", withUserinfo(issuer));
        }
    },

    /**
     * Amazon Cognito, a user's token from the authorization endpoint: no {@code typ}, no {@code aud},
     * {@code token_use: access}, scopes of the form {@code server/scope} (here {@code orders/read}), the client in
     * {@code client_id}, groups in {@code cognito:groups}. Signed with RS256.
     */
    COGNITO("RS256", "", "scope", "client_id", "cognito:groups") {
        @Override
        JsonPart claims(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
            return anybody(issuer, tokenId, issuedAt, expiresAt)
                    .with("scope", "orders/read")
                    .with("token_use", "access")
                    .with("version", 2)
                    .with("username", "alice")
                    .with("origin_jti", "5b9f50a3-05da-454a-8b99-b79c2349de77")
                    .with("event_id", "64f513be-32db-42b0-b78e-b02127b4f463")
                    .with("auth_time", issuedAt);
        }
    };

    private static final String TENANT = "9122040d-6c67-4c5b-b112-36a304b66dad";

    private final String algorithm;
    private final String type;
    private final String scopeClaim;
    private final String clientClaim;
    private final String rolesClaim;

    TokenShape(String algorithm, String type, String scopeClaim, String clientClaim, String rolesClaim) {
        this.algorithm = algorithm;
        this.type = type;
        this.scopeClaim = scopeClaim;
        this.clientClaim = clientClaim;
        this.rolesClaim = rolesClaim;
    }

    /** How the token is signed unless it is told otherwise. */
    String algorithm() {
        return algorithm;
    }

    JsonPart header() {
        JsonPart header = JsonPart.empty();
        return (type.isEmpty() ? header : header.with("typ", type)).with("alg", algorithm);
    }

    /** {@return the claims of a valid token} */
    abstract JsonPart claims(String issuer, String tokenId, Instant issuedAt, Instant expiresAt);

    /** {@return scopes as they are written in {@link #scopeClaim()}} */
    Object scope(String... scopes) {
        return String.join(" ", scopes);
    }

    String scopeClaim() {
        return scopeClaim;
    }

    String clientClaim() {
        return clientClaim;
    }

    JsonPart withRoles(JsonPart claims, String... roles) {
        return claims.with(rolesClaim, rolesOf(List.of(roles)));
    }

    /** {@return roles as they are written in the claim that has them} */
    Object rolesOf(List<String> roles) {
        return roles;
    }

    JsonPart issuedAt(JsonPart claims, Instant time) {
        JsonPart changed = claims.with("iat", time);
        return claims.has("nbf") ? changed.with("nbf", time) : changed;
    }

    JsonPart anybody(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
        return JsonPart.empty()
                .with("iss", issuer)
                .with("sub", "alice")
                .with(clientClaim, "shop-web")
                .with(scopeClaim, scope("orders:read"))
                .with("iat", issuedAt)
                .with("exp", expiresAt)
                .with("jti", tokenId);
    }

    JsonPart entra(String issuer, String tokenId, Instant issuedAt, Instant expiresAt) {
        return anybody(issuer, tokenId, issuedAt, expiresAt)
                .without("jti")
                .with("uti", tokenId)
                .with("aud", "orders")
                .with("nbf", issuedAt)
                .with("aio", "AXQAi/8IAAAA")
                .with("name", "Alice")
                .with("oid", "690222be-ff1a-4d56-abd1-7e4f7d38e474")
                .with("rh", "0.ARoAv4j5cvGGr0GRqy180BHbR")
                .with("tid", TENANT);
    }

    private static List<String> withUserinfo(String issuer) {
        return List.of("orders", issuer + "/userinfo");
    }
}
