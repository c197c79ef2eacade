package io.redoubt.benchmarks.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;

/** Makes the tokens of one issuer with one algorithm: of RFC 9068 shape, about 975 characters long with RS256. */
public final class TokenMint implements AutoCloseable {

    /** {@code aud}. */
    public static final String AUDIENCE = "orders";

    static final String CLIENT = "shop-web";

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String SECRET_KEY_ID = "shared-secret";
    private static final int SECRET_BYTES = 32;

    private final Algorithm algorithm;
    private final TestIssuer issuer;
    private final TestIssuer other;
    private final byte[] secret = randomBytes(SECRET_BYTES);

    private TokenMint(Algorithm algorithm, TestIssuer issuer, TestIssuer other) {
        this.algorithm = algorithm;
        this.issuer = issuer;
        this.other = other;
    }

    /**
     * {@return a mint with keys of its own}
     *
     * @param algorithm that all tokens are signed with
     */
    public static TokenMint of(Algorithm algorithm) {
        TestIssuer issuer = TestIssuer.start();
        if (algorithm != Algorithm.HS256) {
            issuer.token().algorithm(algorithm.joseName()).sign(); // publishes the key
        }
        return new TokenMint(algorithm, issuer, TestIssuer.start());
    }

    /** {@return what all tokens are signed with} */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** {@return {@code iss}} */
    public String issuer() {
        return issuer.issuerUri();
    }

    /** {@return where the JWK set is served} */
    public URI jwkSetUri() {
        return issuer.jwkSetUri();
    }

    /** {@return what verifies: a public key, or the secret of HS256} */
    Key key() {
        return algorithm == Algorithm.HS256
                ? new SecretKeySpec(secret, algorithm.jcaName())
                : issuer.publicKey(algorithm.joseName());
    }

    /** {@return the same as JWK} */
    JWK jwk() {
        if (algorithm == Algorithm.HS256) {
            return new OctetSequenceKey.Builder(secret)
                    .keyID(SECRET_KEY_ID)
                    .algorithm(JWSAlgorithm.HS256)
                    .build();
        }
        try {
            return JWKSet.parse(issuer.jwkSet()).getKeyByKeyId(issuer.keyId(algorithm.joseName()));
        } catch (ParseException e) {
            throw new IllegalStateException("the issuer published no JWK set", e);
        }
    }

    /** {@return a JWK set (RFC 7517) with that one key} */
    public String jwkSet() {
        return "{\"keys\":[" + jwk().toJSONString() + "]}";
    }

    /** {@return a good token} */
    public String good() {
        return signed(template());
    }

    /**
     * {@return a good token that only the holder of a key may use (RFC 9449)}
     *
     * @param key whose
     */
    public String boundTo(DpopKey key) {
        return signed(template().boundTo(key));
    }

    /**
     * {@return good tokens, each with a subject and an id of its own}
     *
     * @param count how many
     */
    public List<String> good(int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(number -> signed(numbered(number)))
                .toList();
    }

    /**
     * {@return what look like good tokens, with random signatures}
     *
     * @param count how many
     */
    public List<String> forged(int count) {
        String good = good();
        int signatureBytes = Base64.getUrlDecoder().decode(good.substring(good.lastIndexOf('.') + 1)).length;
        return IntStream.range(0, count)
                .mapToObj(number ->
                        numbered(number).signature(randomBytes(signatureBytes)).sign())
                .toList();
    }

    /**
     * {@return a token that is good but for one thing}
     *
     * @param flaw that thing
     */
    String flawed(Flaw flaw) {
        TestToken token = template();
        Instant now = Instant.now();
        return switch (flaw) {
            case WRONG_SIGNATURE -> forger(token).sign();
            case WRONG_AUDIENCE -> signed(token.audience("invoices"));
            case WRONG_ISSUER -> signed(token.claim("iss", other.issuerUri()));
            case EXPIRED ->
                signed(token.issuedAt(now.minus(Duration.ofHours(2))).expiresAt(now.minus(Duration.ofHours(1))));
            case WITHOUT_EXPIRY -> signed(token.without("exp"));
            case WRONG_TYPE -> signed(token.type("JWT"));
            case DUPLICATE_CLAIM -> signed(token.rawClaims(withSecondSubject(claimsOf(good()))));
            case SECOND_SPELLING -> respelled(good());
        };
    }

    /** Frees the issuer's port. */
    @Override
    public void close() {
        issuer.close();
        other.close();
    }

    private TestToken template() {
        return numbered(0);
    }

    private TestToken numbered(int number) {
        Instant now = Instant.now();
        TestToken token = issuer.token()
                .subject("b2f7c1d4-6a0e-4f43-9c58-%012d".formatted(number))
                .audience(AUDIENCE)
                .scope("orders:read", "orders:write", "profile")
                .expiresAt(now.plus(Duration.ofHours(1)))
                .claim("auth_time", now)
                .claim("acr", "urn:example:mfa")
                .claim("sid", UUID.randomUUID().toString())
                .claim("groups", List.of("warehouse-north", "finance"))
                .claim("amr", List.of("otp"))
                .claim("locale", "en-GB")
                .claim("roles", List.of("clerk", "auditor"));
        return algorithm == Algorithm.HS256 ? token : token.algorithm(algorithm.joseName());
    }

    private String signed(TestToken token) {
        return algorithm == Algorithm.HS256 ? withSecret(token, secret).sign() : token.sign();
    }

    private TestToken forger(TestToken token) {
        return algorithm == Algorithm.HS256 ? withSecret(token, randomBytes(SECRET_BYTES)) : token.signedBy(other);
    }

    private static TestToken withSecret(TestToken token, byte[] secret) {
        return token.signedBySecret(secret).header("kid", SECRET_KEY_ID);
    }

    private static String claimsOf(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    private static String withSecondSubject(String claims) {
        return claims.substring(0, claims.length() - 1) + ",\"sub\":\"mallory\"}";
    }

    /** Changes a bit of the last character that carries nothing (RFC 4648 section 3.5). */
    private static String respelled(String token) {
        int last = token.length() - 1;
        return token.substring(0, last) + ALPHABET.charAt(ALPHABET.indexOf(token.charAt(last)) + 1);
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
