package io.redoubt.spring;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * The properties as they are written; {@link RedoubtSettings} judges them.
 *
 * @param service Name of this service, under which tokens and keys are issued to it. Default: spring.application.name.
 * @param trustDomain Name of everything that trusts the same root, such as shop.example. Required if state is shared.
 * @param issuers Issuers whose access tokens are accepted, each under a name of your choice.
 * @param access Which requests need what.
 * @param tokenCache How many verified tokens are remembered, and how long.
 * @param state Where it is remembered what was used and what is revoked.
 */
@ConfigurationProperties("redoubt")
record RedoubtProperties(
        @Nullable String service,
        @Nullable String trustDomain,
        @DefaultValue Map<String, Issuer> issuers,
        @DefaultValue Access access,
        @DefaultValue TokenCache tokenCache,
        @DefaultValue State state) {

    /**
     * One issuer.
     *
     * @param issuerUri The issuer exactly as it calls itself in its tokens; an https URL.
     * @param audience Audiences of this service; a token must be issued for one of them. Optional under profile cognito: there
     *     it is the resource server whose scopes are this service's.
     * @param clients Client ids whose tokens are accepted; all if empty. Required by profile cognito.
     * @param profile Shape of the issuer's access tokens.
     * @param jwkSetUri Address of the issuer's JWK set. Default: from OpenID Connect discovery.
     * @param algorithms Algorithms with which the issuer may sign.
     * @param clockSkew Tolerance between the issuer's clock and ours, at most 2m; a bare number is seconds.
     * @param maxLifetime Longest accepted time from a token's issue to its expiry; a bare number is seconds.
     * @param introspection Where the issuer is asked about opaque tokens; at most one issuer is.
     */
    record Issuer(
            @Nullable String issuerUri,
            @DefaultValue List<String> audience,
            @DefaultValue List<String> clients,
            @DefaultValue("rfc9068") String profile,
            @Nullable String jwkSetUri,

            @DefaultValue({"RS256", "PS256", "ES256", "EdDSA"})
            List<String> algorithms,

            @DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS)
            Duration clockSkew,

            @DefaultValue("24h") @DurationUnit(ChronoUnit.SECONDS)
            Duration maxLifetime,

            @Nullable Introspection introspection) {}

    /**
     * Introspection of opaque tokens (RFC 7662). The client authenticates with its secret or with its private key.
     *
     * @param uri Address of the introspection endpoint; an https URL.
     * @param clientId Id that this service has at the issuer.
     * @param clientSecret Secret of this client.
     * @param privateKeyLocation File of this client's private key, a JWK or PKCS#8 as PEM, such as
     *     file:/run/secrets/introspection.jwk.
     * @param assertionAudience Audience of the JWT that is signed with the private key. Default: the issuer.
     * @param cacheTtl How long a good answer is remembered, at most 5m; a bare number is seconds.
     * @param response Form of the answers: json, or signed-jwt (RFC 9701).
     * @param only Whether JWTs of this issuer are refused; its keys are not fetched then.
     */
    record Introspection(
            @Nullable String uri,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String privateKeyLocation,
            @Nullable String assertionAudience,

            @DefaultValue("60s") @DurationUnit(ChronoUnit.SECONDS)
            Duration cacheTtl,

            @DefaultValue("json") String response,
            @DefaultValue("false") boolean only) {

        /** {@return that there is introspection; the secret is one} */
        @Override
        public String toString() {
            return "Introspection";
        }
    }

    /**
     * Access to the endpoints.
     *
     * @param enforcedBy Who decides about requests. Must be set if Spring Security is on the class path; otherwise
     *     redoubt.
     * @param open Path patterns that everybody may use without a token.
     * @param rules Rules in order; the first that fits a request decides, and what none fits is denied.
     * @param trustedProxies IP addresses and ranges, such as 10.1.0.0/16, of the proxies in front of this service. None of
     *     them is counted as one client when first-seen tokens queue for their check.
     */
    record Access(
            @Nullable String enforcedBy,
            @DefaultValue List<String> open,
            @DefaultValue List<Rule> rules,
            @DefaultValue List<String> trustedProxies) {}

    /**
     * One access rule.
     *
     * @param path Path pattern, such as /orders/** or /orders/{id}.
     * @param methods Methods that the rule covers; all if empty.
     * @param scopes Scopes that the token must grant, every one of them.
     * @param roles Roles of which the caller must have one.
     */
    record Rule(
            @Nullable String path,
            @DefaultValue List<String> methods,
            @DefaultValue List<String> scopes,
            @DefaultValue List<String> roles) {}

    /**
     * The memory of verified tokens.
     *
     * @param size Most tokens that are remembered at a time; 0 to verify each token from its first character each time.
     * @param maxAge Longest time until a remembered token is verified again; a bare number is seconds.
     */
    record TokenCache(
            @DefaultValue("10000") int size,

            @DefaultValue("5m") @DurationUnit(ChronoUnit.SECONDS)
            Duration maxAge) {}

    /**
     * What must be remembered after a decision.
     *
     * @param store Where it is kept: local, in this process, or redis, by the application's Spring Data Redis connection, for
     *     a service of several instances.
     * @param whenDown What happens while redis is out of reach: closed refuses with 503, local goes on with what this
     *     instance knows.
     * @param maxStaleness How long revocations are relied on without a sign of redis, 2s to 10m; a bare number is seconds.
     * @param persistence What you know of redis: unknown refuses single-use tokens that are older than its data, attested
     *     accepts them, because it never loses any.
     */
    record State(
            @DefaultValue("local") String store,
            @DefaultValue("closed") String whenDown,

            @DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS)
            Duration maxStaleness,

            @DefaultValue("unknown") String persistence) {}
}
