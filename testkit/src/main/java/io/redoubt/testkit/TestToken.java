package io.redoubt.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A token before it is signed. It is valid as {@link TestIssuer#token()} gives it: audience {@code orders}, client
 * {@code shop-web}, subject {@code alice}, scope {@code orders:read}, issued now, valid for five minutes; other
 * {@linkplain TokenShape shapes} say where they differ. Each verb returns a changed copy, so one valid token can be broken in many ways, one at a time.
 *
 * <p>Whatever is changed, the signature stays good, unless {@link #signedBy}, {@link #signedBySecret},
 * {@link #signature}, {@link #signatureOf}, {@link #rewriteSignature} or {@link #unsigned} say otherwise. Immutable and thread-safe;
 * {@link #toString()} never shows the token.
 *
 * @since 0.1.0
 */
public final class TestToken {

    private static final Duration VALIDITY = Duration.ofMinutes(5);

    /** Stands for the id of the key that will sign, which is known when it does. */
    private static final Object KEY_ID_OF_ISSUER = new Object();

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final TestIssuer issuer;
    private final TokenShape shape;
    private final String algorithm;
    private final JsonPart header;
    private final JsonPart claims;
    private final TokenSigner signer;

    private TestToken(
            TestIssuer issuer,
            TokenShape shape,
            String algorithm,
            JsonPart header,
            JsonPart claims,
            TokenSigner signer) {
        this.issuer = issuer;
        this.shape = shape;
        this.algorithm = algorithm;
        this.header = header;
        this.claims = claims;
        this.signer = signer;
    }

    static TestToken valid(TestIssuer issuer, TokenShape shape, Instant now) {
        JsonPart header = shape.header().with("kid", KEY_ID_OF_ISSUER);
        JsonPart claims = shape.claims(issuer.issuerUri(), UUID.randomUUID().toString(), now, now.plus(VALIDITY));
        return new TestToken(issuer, shape, shape.algorithm(), header, claims, TokenSigner.of(issuer));
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
        return claims(shape.withRoles(claims, roles));
    }

    /**
     * {@return this token, issued at another time}
     *
     * @param time {@code iat}, and {@code nbf} where the token's shape has it; whole seconds
     */
    public TestToken issuedAt(Instant time) {
        return claims(shape.issuedAt(claims, time));
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
     * {@return this token with a claim added or replaced}
     *
     * @param name the claim's name
     * @param value a string, number, boolean, list or map; an {@link Instant} becomes a NumericDate, {@code null} JSON's
     *     null
     */
    public TestToken claim(String name, @Nullable Object value) {
        return claims(claims.with(name, value));
    }

    /**
     * {@return this token without a claim}
     *
     * @param name the claim's name
     */
    public TestToken without(String name) {
        return claims(claims.without(name));
    }

    /**
     * {@return this token with a header parameter added or replaced}
     *
     * @param name the parameter's name; {@code alg} changes what the header says, not how the token is signed
     * @param value as for {@link #claim}
     */
    public TestToken header(String name, @Nullable Object value) {
        return header(header.with(name, value));
    }

    /**
     * {@return this token without a header parameter}
     *
     * @param name the parameter's name
     */
    public TestToken withoutHeader(String name) {
        return header(header.without(name));
    }

    /**
     * {@return this token with another type}
     *
     * @param type {@code typ} in the header
     */
    public TestToken type(String type) {
        return header("typ", type);
    }

    /**
     * {@return this token signed with another algorithm, and the header says so}
     *
     * @param name ES256, ES384, RS256, PS256, EdDSA or Ed25519
     * @throws IllegalArgumentException for any other algorithm
     */
    public TestToken algorithm(String name) {
        String known = SigningAlgorithm.named(name).jwsName();
        return new TestToken(issuer, shape, known, header.with("alg", known), claims, signer);
    }

    /**
     * {@return this token signed by another issuer's key; claims and key id stay as they are}
     *
     * @param other whose key signs
     */
    public TestToken signedBy(TestIssuer other) {
        return signer(TokenSigner.of(other));
    }

    /**
     * {@return this token signed with HS256, and the header says so: with the bytes of a public key, the confusion of
     * algorithms of RFC 8725 §2.1}
     *
     * @param secret the key of the MAC
     */
    public TestToken signedBySecret(byte[] secret) {
        return header("alg", "HS256").signer(TokenSigner.hmac(secret));
    }

    /**
     * {@return this token with exactly these bytes as its signature}
     *
     * @param bytes the third part, before base64url
     */
    public TestToken signature(byte[] bytes) {
        byte[] given = bytes.clone();
        return signer((ignored, input) -> given.clone());
    }

    /**
     * {@return this token with the signature of another one: what a forger does who changes a token he has}
     *
     * @param signedToken a token of three parts
     */
    public TestToken signatureOf(String signedToken) {
        return signature(Base64.getUrlDecoder().decode(signedToken.substring(signedToken.lastIndexOf('.') + 1)));
    }

    /** {@return this token with {@code alg: none} and an empty third part (RFC 7519 §6)} */
    public TestToken unsigned() {
        return header("alg", "none").signature(new byte[0]);
    }

    /**
     * {@return this token with exactly this header, validly signed}
     *
     * @param json JSON or not; key id and algorithm are the caller's business
     */
    public TestToken rawHeader(String json) {
        return header(JsonPart.raw(json));
    }

    /**
     * {@return this token with exactly this header, validly signed}
     *
     * @param bytes UTF-8 or not
     */
    public TestToken rawHeader(byte[] bytes) {
        return header(JsonPart.raw(bytes));
    }

    /**
     * {@return this token with exactly these claims, validly signed}
     *
     * @param json JSON or not
     */
    public TestToken rawClaims(String json) {
        return claims(JsonPart.raw(json));
    }

    /**
     * {@return this token with exactly these claims, validly signed}
     *
     * @param bytes UTF-8 or not
     */
    public TestToken rawClaims(byte[] bytes) {
        return claims(JsonPart.raw(bytes));
    }

    /**
     * {@return this token with its header's JSON written differently, validly signed: the one way to names that stand
     * twice, to escapes and to numbers that no library writes}
     *
     * @param change is given the header as it would be written, with the id of the key that the issuer uses now
     */
    public TestToken rewriteHeader(UnaryOperator<String> change) {
        return header(complete().rewrite(change));
    }

    /**
     * {@return this token with its claims' JSON written differently, validly signed}
     *
     * @param change is given the claims as they would be written
     */
    public TestToken rewriteClaims(UnaryOperator<String> change) {
        return claims(claims.rewrite(change));
    }

    /**
     * {@return this token with a signature that is made of the good one}
     *
     * @param change is given the good signature, before base64url
     */
    public TestToken rewriteSignature(UnaryOperator<byte[]> change) {
        return signer((name, input) -> change.apply(signer.sign(name, input)));
    }

    /** {@return the token in the compact form (RFC 7515 §7.1), signed with the key that the issuer uses now} */
    public String sign() {
        String input = BASE64URL.encodeToString(complete().bytes()) + "." + BASE64URL.encodeToString(claims.bytes());
        byte[] signature = signer.sign(algorithm, input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + BASE64URL.encodeToString(signature);
    }

    /** {@return what an introspection endpoint says of this token (RFC 7662 §2.2)} */
    String introspection() {
        JsonPart response = claims.withDefault("active", true).withDefault("token_type", "Bearer");
        return new String(response.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "a token in the shape " + shape + ", not shown";
    }

    private JsonPart complete() {
        return header.holds("kid", KEY_ID_OF_ISSUER) ? header.with("kid", issuer.keyId(algorithm)) : header;
    }

    private TestToken header(JsonPart changed) {
        return new TestToken(issuer, shape, algorithm, changed, claims, signer);
    }

    private TestToken claims(JsonPart changed) {
        return new TestToken(issuer, shape, algorithm, header, changed, signer);
    }

    TestToken signer(TokenSigner changed) {
        return new TestToken(issuer, shape, algorithm, header, claims, changed);
    }
}
