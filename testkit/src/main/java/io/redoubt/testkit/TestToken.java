package io.redoubt.testkit;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A token before it is signed. It is valid as {@link TestIssuer#token()} gives it: audience {@code orders}, client
 * {@code shop-web}, subject {@code alice}, scope {@code orders:read}, issued now, valid for five minutes; other
 * {@linkplain TokenShape shapes} say where they differ. {@link TestIssuer#logoutToken()} says what a logout token has.
 *
 * <p>It is signed with the key that the issuer uses when {@link #sign} is called. Immutable and thread-safe;
 * {@link #toString()} never shows the token.
 *
 * @since 0.1.0
 */
public final class TestToken extends TestJwt<TestToken> {

    private static final Duration VALIDITY = Duration.ofMinutes(5);
    private static final Duration VALIDITY_OF_LOGOUT = Duration.ofMinutes(2);
    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** Stands for the id of the key that will sign, which is known when it does. */
    private static final Object KEY_ID_OF_ISSUER = new Object();

    private final TestIssuer issuer;
    private final TokenShape shape;
    private final String algorithm;

    private TestToken(
            TestIssuer issuer,
            TokenShape shape,
            String algorithm,
            JsonPart header,
            JsonPart claims,
            TokenSigner signer) {
        super(header, claims, signer);
        this.issuer = issuer;
        this.shape = shape;
        this.algorithm = algorithm;
    }

    static TestToken valid(TestIssuer issuer, TokenShape shape, Instant now) {
        JsonPart header = shape.header().with("kid", KEY_ID_OF_ISSUER);
        JsonPart claims = shape.claims(issuer.issuerUri(), UUID.randomUUID().toString(), now, now.plus(VALIDITY));
        return new TestToken(issuer, shape, shape.algorithm(), header, claims, TokenSigner.of(issuer));
    }

    /** OpenID Connect Back-Channel Logout 1.0 §2.4. */
    static TestToken logout(TestIssuer issuer, Instant now) {
        JsonPart claims = JsonPart.empty()
                .with("iss", issuer.issuerUri())
                .with("sub", "alice")
                .with("aud", "shop-web")
                .with("iat", now)
                .with("exp", now.plus(VALIDITY_OF_LOGOUT))
                .with("jti", UUID.randomUUID().toString())
                .with("events", Map.of(LOGOUT_EVENT, Map.of()));
        return valid(issuer, TokenShape.RFC9068, now).type("logout+jwt").claims(claims);
    }

    /**
     * {@return this token with another subject}
     *
     * @param subject {@code sub}
     */
    public TestToken subject(String subject) {
        return claim("sub", subject);
    }

    /**
     * {@return this token for other audiences}
     *
     * @param audience {@code aud}: one is written as a string, none or several as an array
     */
    public TestToken audience(String... audience) {
        return claim("aud", audience.length == 1 ? audience[0] : audience.clone());
    }

    /**
     * {@return this token with other scopes}
     *
     * @param scopes the scopes, written where and how the token's shape has them, as text or array
     */
    public TestToken scope(String... scopes) {
        return claim(shape.scopeClaim(), shape.scope(scopes));
    }

    /**
     * {@return this token for another client}
     *
     * @param clientId the client, written where the token's shape has it: {@code client_id}, {@code azp}, {@code appid},
     *     {@code cid}, or {@code sub} where no claim names a client
     */
    public TestToken client(String clientId) {
        return claim(shape.clientClaim(), clientId);
    }

    /**
     * {@return this token with other roles}
     *
     * @param roles the roles, written where the token's shape has them
     */
    public TestToken roles(String... roles) {
        return claims(shape.withRoles(claims(), roles));
    }

    /**
     * {@return this token, issued at another time}
     *
     * @param time {@code iat}, and {@code nbf} where the token's shape has it; whole seconds
     */
    public TestToken issuedAt(Instant time) {
        return claims(shape.issuedAt(claims(), time));
    }

    /**
     * {@return this token with another end}
     *
     * @param time {@code exp}, in whole seconds
     */
    public TestToken expiresAt(Instant time) {
        return claim("exp", time);
    }

    /**
     * {@return this token bound to a key (RFC 9449 §6.1), beside a certificate that it is bound to already}
     *
     * @param key the key that each request with the token must prove
     */
    public TestToken boundTo(DpopKey key) {
        return confirmation("jkt", key.thumbprint());
    }

    /**
     * {@return this token bound to a client certificate (RFC 8705 §3.1), beside a key that it is bound to already}
     *
     * @param certificate the certificate that each request with the token must prove
     */
    public TestToken boundTo(X509Certificate certificate) {
        return confirmation("x5t#S256", ClientCertificate.thumbprint(certificate));
    }

    /**
     * {@return this token of a user who authenticated at another time or in another way (RFC 9470 §6.2)}
     *
     * @param time {@code auth_time}, in whole seconds
     * @param acr the level that was reached, {@code acr}
     * @param amr the means that were used, {@code amr}; none leaves the claim as it is
     */
    public TestToken authenticatedAt(Instant time, String acr, String... amr) {
        TestToken authenticated = claim("auth_time", time).claim("acr", acr);
        return amr.length == 0 ? authenticated : authenticated.claim("amr", List.of(amr));
    }

    /**
     * {@return this token of another session}
     *
     * @param sessionId {@code sid}
     */
    public TestToken session(String sessionId) {
        return claim("sid", sessionId);
    }

    /**
     * {@return this token signed with another algorithm, and the header says so}
     *
     * @param name ES256, ES384, RS256, PS256, EdDSA or Ed25519
     * @throws IllegalArgumentException for any other algorithm
     */
    public TestToken algorithm(String name) {
        String known = SigningAlgorithm.named(name).jwsName();
        return new TestToken(issuer, shape, known, header().with("alg", known), claims(), signer());
    }

    /**
     * {@return this token signed by another issuer's key; claims and key id stay as they are}
     *
     * @param other whose key signs
     */
    public TestToken signedBy(TestIssuer other) {
        return signer(TokenSigner.of(other));
    }

    /** {@return what an introspection endpoint says of this token (RFC 7662 §2.2)} */
    String introspection() {
        JsonPart response = claims().withDefault("active", true).withDefault("token_type", "Bearer");
        return new String(response.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "a token in the shape " + shape + ", not shown";
    }

    @Override
    TestToken copy(JsonPart header, JsonPart claims, TokenSigner signer) {
        return new TestToken(issuer, shape, algorithm, header, claims, signer);
    }

    @Override
    String signingAlgorithm() {
        return algorithm;
    }

    @Override
    JsonPart signedHeader() {
        JsonPart header = header();
        return header.holds("kid", KEY_ID_OF_ISSUER) ? header.with("kid", issuer.keyId(algorithm)) : header;
    }

    private TestToken confirmation(String method, String thumbprint) {
        Map<String, Object> cnf = new LinkedHashMap<>();
        if (claims().get("cnf") instanceof Map<?, ?> before) {
            before.forEach((name, value) -> cnf.put(name.toString(), value));
        }
        cnf.put(method, thumbprint);
        return claim("cnf", cnf);
    }
}
