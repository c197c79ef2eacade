package io.redoubt.testkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A DPoP proof (RFC 9449 §4.2) before it is signed, valid for one request as {@link DpopKey#proof} gives it.
 *
 * <p>Signing it again gives a proof with the same {@code jti}. Immutable and thread-safe; {@link #toString()} never
 * shows the proof.
 *
 * @since 0.1.0
 */
public final class DpopProof extends TestJwt<DpopProof> {

    private final DpopKey key;

    private DpopProof(DpopKey key, JsonPart header, JsonPart claims, TokenSigner signer) {
        super(header, claims, signer);
        this.key = key;
    }

    static DpopProof valid(DpopKey key, String method, String uri, Instant now) {
        JsonPart header = JsonPart.empty()
                .with("typ", "dpop+jwt")
                .with("alg", key.algorithm())
                .with("jwk", key.publicJwk());
        JsonPart claims = JsonPart.empty()
                .with("jti", UUID.randomUUID().toString())
                .with("htm", method)
                .with("htu", uri)
                .with("iat", now);
        return new DpopProof(key, header, claims, key.signer());
    }

    /**
     * {@return this proof for another method}
     *
     * @param method {@code htm}
     */
    public DpopProof method(String method) {
        return claim("htm", method);
    }

    /**
     * {@return this proof for another URI}
     *
     * @param uri {@code htu}
     */
    public DpopProof uri(String uri) {
        return claim("htu", uri);
    }

    /**
     * {@return this proof for requests with this access token}
     *
     * @param token the token, of which {@code ath} is the SHA-256 digest in base64url
     */
    public DpopProof accessToken(String token) {
        return claim("ath", Texts.sha256(token));
    }

    /**
     * {@return this proof with a nonce of the server}
     *
     * @param nonce {@code nonce}
     */
    public DpopProof nonce(String nonce) {
        return claim("nonce", nonce);
    }

    /**
     * {@return this proof with another id}
     *
     * @param id {@code jti}
     */
    public DpopProof id(String id) {
        return claim("jti", id);
    }

    /**
     * {@return this proof, made at another time}
     *
     * @param time {@code iat}, in whole seconds
     */
    public DpopProof issuedAt(Instant time) {
        return claim("iat", time);
    }

    /**
     * {@return this proof with an end}
     *
     * @param time {@code exp}, in whole seconds
     */
    public DpopProof expiresAt(Instant time) {
        return claim("exp", time);
    }

    /**
     * {@return this proof signed by another key than the one that it shows}
     *
     * @param other whose signature it gets; the header stays as it is
     */
    public DpopProof signedBy(DpopKey other) {
        return signer(other.signer());
    }

    /**
     * {@return this proof showing another key than the one that signs it}
     *
     * @param other which it shows in {@code jwk}; {@code alg} stays as it is
     */
    public DpopProof jwk(DpopKey other) {
        return header("jwk", other.publicJwk());
    }

    /** {@return this proof showing its private key, an accident that RFC 9449 §4.3 wants noticed} */
    public DpopProof privateJwk() {
        return header("jwk", key.privateJwk());
    }

    /**
     * {@return this proof with a secret in {@code jwk}, and a MAC under that in place of the signature}
     *
     * @param secret whatever everybody can read
     */
    public DpopProof secretJwk(byte[] secret) {
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "oct");
        jwk.put("k", Texts.base64url(secret));
        return header("jwk", jwk).signedBySecret(secret);
    }

    @Override
    public String toString() {
        return "a DPoP proof, not shown";
    }

    @Override
    DpopProof copy(JsonPart header, JsonPart claims, TokenSigner signer) {
        return new DpopProof(key, header, claims, signer);
    }

    @Override
    String signingAlgorithm() {
        return key.algorithm();
    }
}
