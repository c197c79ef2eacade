package io.redoubt.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A JWT before it is signed, valid at first. Each verb returns a changed copy, so one valid JWT can be broken in many
 * ways, one at a time.
 *
 * <p>Whatever is changed, the signature stays good, unless {@code signedBy}, {@link #signedBySecret},
 * {@link #signature}, {@link #signatureOf}, {@link #rewriteSignature} or {@link #unsigned} say otherwise. Immutable and
 * thread-safe; {@link #toString()} never shows the JWT.
 *
 * @param <T> what the verbs return
 * @since 0.1.0
 */
public abstract sealed class TestJwt<T extends TestJwt<T>> permits TestToken, DpopProof {

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final JsonPart header;
    private final JsonPart claims;
    private final TokenSigner signer;

    TestJwt(JsonPart header, JsonPart claims, TokenSigner signer) {
        this.header = header;
        this.claims = claims;
        this.signer = signer;
    }

    /** {@return a copy with other contents} */
    abstract T copy(JsonPart header, JsonPart claims, TokenSigner signer);

    /** {@return the registered name of the algorithm that signs, whatever the header says} */
    abstract String signingAlgorithm();

    JsonPart header() {
        return header;
    }

    /** {@return the header as it will stand in the JWT} */
    JsonPart signedHeader() {
        return header;
    }

    JsonPart claims() {
        return claims;
    }

    TokenSigner signer() {
        return signer;
    }

    /**
     * {@return this with a claim added or replaced}
     *
     * @param name the claim's name
     * @param value a string, number, boolean, list or map; an {@link java.time.Instant} becomes a NumericDate,
     *     {@code null} JSON's null
     */
    public T claim(String name, @Nullable Object value) {
        return claims(claims.with(name, value));
    }

    /**
     * {@return this without a claim}
     *
     * @param name the claim's name
     */
    public T without(String name) {
        return claims(claims.without(name));
    }

    /**
     * {@return this with a header parameter added or replaced}
     *
     * @param name the parameter's name; {@code alg} changes what the header says, not how the JWT is signed
     * @param value as for {@link #claim}
     */
    public T header(String name, @Nullable Object value) {
        return header(header.with(name, value));
    }

    /**
     * {@return this without a header parameter}
     *
     * @param name the parameter's name
     */
    public T withoutHeader(String name) {
        return header(header.without(name));
    }

    /**
     * {@return this with another type}
     *
     * @param type {@code typ} in the header
     */
    public T type(String type) {
        return header("typ", type);
    }

    /**
     * {@return this signed with HS256, and the header says so: with the bytes of a public key, the confusion of
     * algorithms of RFC 8725 §2.1}
     *
     * @param secret the key of the MAC
     */
    public T signedBySecret(byte[] secret) {
        return copy(header.with("alg", "HS256"), claims, TokenSigner.hmac(secret));
    }

    /**
     * {@return this with exactly these bytes as its signature}
     *
     * @param bytes the third part, before base64url
     */
    public T signature(byte[] bytes) {
        byte[] given = bytes.clone();
        return signer((ignored, input) -> given.clone());
    }

    /**
     * {@return this with the signature of another one: what a forger does who changes a JWT he has}
     *
     * @param signed a JWT of three parts
     */
    public T signatureOf(String signed) {
        return signature(Base64.getUrlDecoder().decode(signed.substring(signed.lastIndexOf('.') + 1)));
    }

    /** {@return this with {@code alg: none} and an empty third part (RFC 7519 §6)} */
    public T unsigned() {
        return header("alg", "none").signature(new byte[0]);
    }

    /**
     * {@return this with exactly this header, validly signed}
     *
     * @param json JSON or not; key and algorithm are the caller's business
     */
    public T rawHeader(String json) {
        return header(JsonPart.raw(json));
    }

    /**
     * {@return this with exactly this header, validly signed}
     *
     * @param bytes UTF-8 or not
     */
    public T rawHeader(byte[] bytes) {
        return header(JsonPart.raw(bytes));
    }

    /**
     * {@return this with exactly these claims, validly signed}
     *
     * @param json JSON or not
     */
    public T rawClaims(String json) {
        return claims(JsonPart.raw(json));
    }

    /**
     * {@return this with exactly these claims, validly signed}
     *
     * @param bytes UTF-8 or not
     */
    public T rawClaims(byte[] bytes) {
        return claims(JsonPart.raw(bytes));
    }

    /**
     * {@return this with its header's JSON written differently, validly signed: the one way to names that stand twice,
     * to escapes and to numbers that no library writes}
     *
     * @param change is given the header as it would be written now
     */
    public T rewriteHeader(UnaryOperator<String> change) {
        return header(signedHeader().rewrite(change));
    }

    /**
     * {@return this with its claims' JSON written differently, validly signed}
     *
     * @param change is given the claims as they would be written
     */
    public T rewriteClaims(UnaryOperator<String> change) {
        return claims(claims.rewrite(change));
    }

    /**
     * {@return this with a signature that is made of the good one}
     *
     * @param change is given the good signature, before base64url
     */
    public T rewriteSignature(UnaryOperator<byte[]> change) {
        return signer((name, input) -> change.apply(signer.sign(name, input)));
    }

    /** {@return the JWT in the compact form (RFC 7515 §7.1), signed now} */
    public String sign() {
        String input =
                BASE64URL.encodeToString(signedHeader().bytes()) + "." + BASE64URL.encodeToString(claims.bytes());
        byte[] signature = signer.sign(signingAlgorithm(), input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + BASE64URL.encodeToString(signature);
    }

    T header(JsonPart changed) {
        return copy(changed, claims, signer);
    }

    T claims(JsonPart changed) {
        return copy(header, changed, signer);
    }

    T signer(TokenSigner changed) {
        return copy(header, claims, changed);
    }
}
