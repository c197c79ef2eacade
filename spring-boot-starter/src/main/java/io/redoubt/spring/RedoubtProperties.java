package io.redoubt.spring;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * The properties as they are written; {@link RedoubtSettings} judges them.
 *
 * @param service Name of this service, under which tokens and keys are issued to it. Default: spring.application.name.
 * @param trustDomain Name of everything that trusts the same root, such as shop.example. Required if there are keys or state is
 *     shared.
 * @param instance Name of this process among those of the service, 1 to 255 letters, digits, dots, underscores, colons and
 *     hyphens. Default: the environment variable HOSTNAME, or else a random one for each start.
 * @param baseUrl External URL of this service, such as https://orders.shop.example: DPoP proofs are for it, and challenges and
 *     metadata name it. Required if DPoP is accepted.
 * @param issuers Issuers whose access tokens are accepted, each under a name of your choice.
 * @param access Which requests need what.
 * @param senderConstraint How tokens are bound to whoever may use them.
 * @param tokenCache How many verified tokens are remembered, and how long.
 * @param state Where it is remembered what was used and what is revoked.
 * @param keys Where the keys of this service come from.
 * @param fields What is encrypted with them before it reaches a database.
 * @param masking What is kept out of the log.
 */
@ConfigurationProperties("redoubt")
record RedoubtProperties(
        @Nullable String service,
        @Nullable String trustDomain,
        @Nullable String instance,
        @Nullable String baseUrl,
        @DefaultValue Map<String, Issuer> issuers,
        @DefaultValue Access access,
        @DefaultValue SenderConstraint senderConstraint,
        @DefaultValue TokenCache tokenCache,
        @DefaultValue State state,
        @DefaultValue Keys keys,
        @DefaultValue Fields fields,
        @DefaultValue Masking masking) {

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
     * @param acrLevels Authentication context classes that this issuer's tokens may have reached, from the weakest to the
     *     strongest; empty if its word does not count. Default: any, each as good as itself only.
     * @param amr Authentication methods for which this issuer's word counts; empty if it does for none. Default: all.
     * @param logout Where the issuer tells that somebody has logged out there.
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

            @Nullable Introspection introspection,
            @Nullable List<String> acrLevels,
            @Nullable List<String> amr,
            @Nullable Logout logout) {}

    /**
     * OpenID Connect back-channel logout.
     *
     * @param clientId Id that this service has at the issuer; the audience of its logout tokens.
     * @param path Path to which the issuer sends them; open to everybody, for the token itself is the proof.
     * @param revokes What a logout ends: every token that the subject had by then, or those of the session only, for issuers
     *     whose access tokens all name their session (sid).
     */
    record Logout(
            @Nullable String clientId,
            @Nullable String path,
            @DefaultValue("subject") String revokes) {}

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
     * @param identityHeaders Header fields in which somebody in front could tell the application who calls.
     * @param uncovered What to do about endpoints that neither a rule nor an annotation covers: deny their requests, or fail
     *     the start.
     */
    record Access(
            @Nullable String enforcedBy,
            @DefaultValue List<String> open,
            @DefaultValue List<Rule> rules,
            @DefaultValue List<String> trustedProxies,
            @DefaultValue IdentityHeaders identityHeaders,
            @DefaultValue("deny") String uncovered) {}

    /**
     * One access rule.
     *
     * @param path Path pattern, such as /orders/** or /orders/{id}.
     * @param methods Methods that the rule covers; all if empty.
     * @param scopes Scopes that the token must grant, every one of them.
     * @param roles Roles of which the caller must have one.
     * @param acr Authentication context class that the login must have reached.
     * @param amr Authentication methods that the login must have used, every one of them.
     * @param maxAge How long ago the login may be; a bare number is seconds.
     * @param singleUse Whether a token is good for one request only.
     * @param boundBy Ways in which the token must be bound to its sender, every one of them: dpop, mtls.
     */
    record Rule(
            @Nullable String path,
            @DefaultValue List<String> methods,
            @DefaultValue List<String> scopes,
            @DefaultValue List<String> roles,
            @Nullable String acr,
            @DefaultValue List<String> amr,
            @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration maxAge,
            @DefaultValue("false") boolean singleUse,
            @DefaultValue List<String> boundBy) {}

    /**
     * Header fields in which somebody in front could tell the application who calls.
     *
     * @param hide Names of fields that the application does not see, beside those that it never sees by default.
     * @param show Names of fields that it sees although they are hidden by default.
     */
    record IdentityHeaders(
            @DefaultValue List<String> hide, @DefaultValue List<String> show) {}

    /**
     * How tokens are bound to whoever may use them.
     *
     * @param dpop Whether tokens are accepted that are bound to a key (RFC 9449): off, optional or required. Needs
     *     redoubt.base-url.
     * @param dpopNonce When a proof must hold a nonce of this service: in-doubt, where it cannot be known otherwise that it is
     *     new, or required.
     * @param mtls Whether tokens are accepted that are bound to a client certificate (RFC 8705): off, optional or required.
     * @param clientCertificate Where the client's certificate is to be found.
     */
    record SenderConstraint(
            @DefaultValue("off") String dpop,
            @DefaultValue("in-doubt") String dpopNonce,
            @DefaultValue("off") String mtls,
            @DefaultValue ClientCertificate clientCertificate) {}

    /**
     * Where the client's certificate is to be found.
     *
     * @param source Where: connection, with which the client itself connects, or the header field in which a proxy reports
     *     it, client-cert (RFC 9440) or x-forwarded-client-cert (Envoy).
     * @param proxySecretHeader Header field in which the proxy shows that it is ours.
     * @param proxySecrets What it shows there: one secret, or the old and the new one; at least 32 characters each.
     * @param proxyCertificates SHA-256 fingerprints, in hexadecimal, of the certificates with which the proxy connects; in
     *     place of a secret.
     * @param proxyAddresses IP addresses and ranges of the proxy, asked for besides. No proof by themselves.
     * @param proxyDepth How many proxies append an element to x-forwarded-client-cert.
     */
    record ClientCertificate(
            @DefaultValue("connection") String source,
            @Nullable String proxySecretHeader,
            @DefaultValue List<String> proxySecrets,
            @DefaultValue List<String> proxyCertificates,
            @DefaultValue List<String> proxyAddresses,
            @DefaultValue("1") int proxyDepth) {

        /** {@return where it is to be found; how the proxy shows who it is stays unsaid} */
        @Override
        public String toString() {
            return "ClientCertificate in " + source;
        }
    }

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

    /**
     * Where the keys of this service come from; it has none if neither location nor development is set.
     *
     * @param location Keyset file that was issued to this service: a file: URL or an absolute path, such as
     *     file:/run/secrets/redoubt/keyset.json.
     * @param provisionerKeys Public keys, as 'redoubt keys init' prints them, whose signature a keyset must have; several while
     *     they change. Required with location, and to be kept elsewhere than the file.
     * @param permissions What happens when everybody can read the file: enforce refuses it; warn accepts it on a read-only mount in
     *     memory, as containers get their secrets.
     * @param recipientKey File that 'redoubt keys recipient' wrote, if keysets are wrapped for it.
     * @param minGeneration Lowest generation of a keyset that is accepted.
     * @param stateDir Directory in which the highest generation is remembered over restarts. Default: it is not.
     * @param development Whether random keys are made, which protect nothing; under profile dev, test or local only, and
     *     never in a container.
     * @param developmentDir Directory in which these are kept, as an absolute path. Default: .redoubt in the home of the user.
     */
    record Keys(
            @Nullable String location,
            @DefaultValue List<String> provisionerKeys,
            @DefaultValue("enforce") String permissions,
            @Nullable String recipientKey,
            @DefaultValue("1") long minGeneration,
            @Nullable String stateDir,
            @DefaultValue("false") boolean development,
            @Nullable String developmentDir) {}

    /**
     * What is encrypted before it reaches a database; which fields are, their annotations say.
     *
     * @param onTamper What happens when a value does not open: throw, for all fields whose entry says nothing else.
     * @param attributes Fields that differ from the others, by their logical name in brackets, such as [customer.email].
     * @param lock File in which names and forms of all encrypted fields are frozen: a classpath: or file: URL, or an absolute
     *     path.
     * @param writeLock File to which this is written at the start, for a developer to look at and commit: a file: URL or an
     *     absolute path. Default: it is not.
     * @param jobs Whether this instance takes part in jobs over all encrypted values, and how.
     */
    record Fields(
            @DefaultValue("throw") String onTamper,
            @DefaultValue Map<String, Attribute> attributes,
            @DefaultValue("classpath:redoubt-fields.lock") String lock,
            @Nullable String writeLock,
            @DefaultValue Jobs jobs) {}

    /**
     * How this instance takes part in jobs that encrypt all values anew or look at all of them.
     *
     * @param enabled Whether it takes part, tells what it knows of them at /actuator/redoubtfields, and lets them be started there
     *     where management.endpoint.redoubtfields.access is unrestricted. Needs the tables that 'redoubt fields schema' prints.
     * @param rate Most rows per second of this instance.
     * @param pageSize Rows that are changed in one transaction.
     * @param poll How often the database is asked for a job, 100ms to 10m; a bare number is seconds.
     * @param inventoryEvery How often it is counted which rows stand under which key, 1m to 31d; a bare number is seconds. It is
     *     done at the start and after each job, too.
     */
    record Jobs(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("500") int rate,
            @DefaultValue("500") int pageSize,

            @DefaultValue("5s") @DurationUnit(ChronoUnit.SECONDS)
            Duration poll,

            @DefaultValue("24h") @DurationUnit(ChronoUnit.SECONDS)
            Duration inventoryEvery) {}

    /**
     * One encrypted field.
     *
     * @param migration How far its column has come: off, read-both-write-plain, read-both-write-encrypted or encrypted-only.
     * @param onTamper What happens when a value does not open: throw, or as-null to read it as if there were none.
     * @param onErased What happens when whom a value is about was erased: throw, or as-null to read it as if there were none.
     * @param minEpoch Oldest epoch of which there are ciphertexts: older ones are refused, which somebody put back. Default: every
     *     one of which there is a key.
     */
    record Attribute(
            @DefaultValue("encrypted-only") String migration,
            @DefaultValue("throw") String onTamper,
            @DefaultValue("throw") String onErased,
            @Nullable String minEpoch) {}

    /**
     * What is kept out of the log.
     *
     * @param enabled Whether the records of all appenders are masked.
     * @param profile Which detectors look for values: default, pci (no digits of cards), gdpr (addresses of machines, too) or
     *     credentials-only.
     * @param detectors Detectors that differ from the profile, by their id in brackets, such as [pii.ip].
     * @param keys Names of more keys whose values are masked, and the detector as which they count, such as customer-ref: pii.person.
     * @param allow What is left as it is.
     * @param maxSize Longest record, 1KB to 1GB, such as 1MB; a longer text is cut there, and longer JSON is withheld.
     * @param strict Whether the start is refused where an appender writes what was not masked.
     * @param pseudonymKey Key under which people are named in the log, 32 random bytes or more in base64. Only for a service without
     *     a keyset, whose key log-pseudonym is for that; without either, nobody is named.
     * @param knownSecrets What is erased by its value.
     */
    record Masking(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("default") String profile,
            @DefaultValue Map<String, MaskedKind> detectors,
            @DefaultValue Map<String, String> keys,
            @DefaultValue Allowed allow,
            @DefaultValue("1MB") DataSize maxSize,
            @DefaultValue("false") boolean strict,
            @Nullable String pseudonymKey,
            @DefaultValue Known knownSecrets) {

        /** {@return that there is masking; the key is a secret, and so may be the values that it leaves} */
        @Override
        public String toString() {
            return "Masking";
        }
    }

    /**
     * One detector.
     *
     * @param enabled Whether it looks for values.
     * @param strategy What becomes of them: placeholder, keep-last-1 to keep-last-8, pseudonym, drop or keep. Default: as its kind needs.
     */
    record MaskedKind(
            @DefaultValue("true") boolean enabled, @Nullable String strategy) {}

    /**
     * What masking leaves as it is.
     *
     * @param keys Names of keys whose values are left.
     * @param values Values that are left wherever they stand.
     */
    record Allowed(
            @DefaultValue List<String> keys, @DefaultValue List<String> values) {}

    /**
     * What masking erases by its value.
     *
     * @param enabled Whether the service's own secrets are erased wherever they stand: the values of properties whose names say
     *     that they are secret, and opaque tokens that requests bring.
     * @param properties Names of more properties whose values are secret, such as shop.partner.pin-pepper.
     */
    record Known(
            @DefaultValue("true") boolean enabled,
            @DefaultValue List<String> properties) {}
}
