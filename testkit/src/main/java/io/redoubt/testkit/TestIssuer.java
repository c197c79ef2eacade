package io.redoubt.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An authorization server for tests, in this process and on a real loopback socket. It publishes its discovery document
 * (OpenID Connect Discovery 1.0 and RFC 8414) and its JWK set, signs {@linkplain #token() tokens}, rotates its keys, and
 * {@linkplain #jwks() fails} on command.
 *
 * <p>It starts with one ES256 key. A key for another algorithm is made and published by {@link #addKey} or by the first
 * token that it signs. Every issuer makes keys of its own that live only in memory.
 *
 * <p>Thread-safe. {@link #close()} frees the port; after that the issuer still signs.
 *
 * @since 0.1.0
 */
public final class TestIssuer implements AutoCloseable {

    private static final String OPENID_CONFIGURATION = "/.well-known/openid-configuration";
    private static final String OAUTH_CONFIGURATION = "/.well-known/oauth-authorization-server";
    private static final String JWKS = "/jwks";
    private static final String INTROSPECTION = "/introspect";

    private final Clock clock;
    private final LoopbackServer server;
    private final URI issuer;
    private final KeyRing keys = new KeyRing();
    private final Endpoint jwks = new Endpoint(JWKS, keys::jwkSet, "{\"keys\":[]}");
    private final Endpoint discovery = new Endpoint(OPENID_CONFIGURATION, this::discoveryDocument, "{}");

    private final Introspector introspector;
    private final Endpoint introspection;

    private TestIssuer(Clock clock, LoopbackServer server) {
        this.clock = clock;
        this.server = server;
        this.issuer = URI.create("http://127.0.0.1:" + server.port());
        this.introspector = new Introspector(issuerUri(), introspectionUri().toString(), keys, clock);
        this.introspection = new Endpoint(INTROSPECTION, introspector::answer, Introspector.INACTIVE);
        keys.signingKey(SigningAlgorithm.ES256);
    }

    /** {@return a running issuer on a free port of 127.0.0.1, whose tokens carry the system's time} */
    public static TestIssuer start() {
        return start(Clock.systemUTC());
    }

    /**
     * {@return a running issuer on a free port of 127.0.0.1}
     *
     * @param clock gives the times of the tokens; see {@link TestClock}
     */
    public static TestIssuer start(Clock clock) {
        TestIssuer started = new TestIssuer(clock, LoopbackServer.bind());
        started.server.serve(Map.of(
                JWKS, started.jwks,
                INTROSPECTION, started.introspection,
                OPENID_CONFIGURATION, started.discovery,
                OAUTH_CONFIGURATION, started.discovery));
        return started;
    }

    /** {@return the issuer identifier, {@code http://127.0.0.1:port}, which is also the base of its documents} */
    public URI issuer() {
        return issuer;
    }

    /** {@return {@link #issuer()} as it stands in {@code iss}} */
    public String issuerUri() {
        return issuer.toString();
    }

    /** {@return where the JWK set is served} */
    public URI jwkSetUri() {
        return issuer.resolve(JWKS);
    }

    /** {@return the JWK set (RFC 7517 §5) as it is published now, faults aside} */
    public String jwkSet() {
        return keys.jwkSet();
    }

    /** {@return a valid token in the shape of RFC 9068, to be signed as it is or made worse in one respect} */
    public TestToken token() {
        return token(TokenShape.RFC9068);
    }

    /**
     * {@return a valid token in the shape of another authorization server}
     *
     * @param shape whose
     */
    public TestToken token(TokenShape shape) {
        return TestToken.valid(this, shape, clock.instant());
    }

    /**
     * {@return a valid logout token (OpenID Connect Back-Channel Logout 1.0 §2.4), to be signed as it is or made worse in
     * one respect: {@code typ: logout+jwt}, audience {@code shop-web}, subject {@code alice}, no session, issued now,
     * valid for two minutes}
     */
    public TestToken logoutToken() {
        return TestToken.logout(this, clock.instant());
    }

    /** Puts a new key in place of each key and withdraws the old ones at once, as after a theft. */
    public void rotateKeys() {
        keys.rotate();
    }

    /** Signs with new keys from now on and keeps the old ones in the JWK set, as planned rotations do. */
    public void rotateKeysKeepingOld() {
        keys.rotateKeepingOld();
    }

    /**
     * Publishes a new key, which signs from now on; an earlier key for the same algorithm stays in the JWK set.
     *
     * @param algorithm ES256, ES384, RS256, PS256, EdDSA or Ed25519
     * @return its key id
     * @throws IllegalArgumentException for any other algorithm
     */
    public String addKey(String algorithm) {
        return keys.add(SigningAlgorithm.named(algorithm)).keyId();
    }

    /**
     * {@return the id of the key that signs with this algorithm}
     *
     * @param algorithm ES256, ES384, RS256, PS256, EdDSA or Ed25519
     */
    public String keyId(String algorithm) {
        return signingKey(algorithm).keyId();
    }

    /**
     * {@return the public half of the key that signs with this algorithm}
     *
     * @param algorithm ES256, ES384, RS256, PS256, EdDSA or Ed25519
     */
    public PublicKey publicKey(String algorithm) {
        return signingKey(algorithm).publicKey();
    }

    /** {@return the JWK set's endpoint, to make it fail and to count its requests} */
    public Endpoint jwks() {
        return jwks;
    }

    /** {@return the endpoint of both discovery documents, to make it fail and to count its requests} */
    public Endpoint discovery() {
        return discovery;
    }

    /** {@return where tokens are introspected (RFC 7662), by clients that were registered} */
    public URI introspectionUri() {
        return issuer.resolve(INTROSPECTION);
    }

    /** {@return the introspection endpoint, to make it fail and to count its requests} */
    public Endpoint introspection() {
        return introspection;
    }

    /**
     * Lets a client introspect tokens that authenticates with a secret (client_secret_basic, RFC 6749 §2.3.1).
     *
     * @param clientId its id
     * @param secret its secret
     */
    public void registerClient(String clientId, String secret) {
        introspector.register(clientId, secret);
    }

    /**
     * Lets a client introspect tokens that authenticates with a new key (private_key_jwt, RFC 7523). Its assertions are
     * good once, for at most a minute, and for this issuer or its introspection endpoint only.
     *
     * @param clientId its id
     * @param algorithm ES256, ES384, RS256, PS256, EdDSA or Ed25519
     * @return the client's private key as a JWK
     * @throws IllegalArgumentException for any other algorithm
     */
    public String registerClientWithKey(String clientId, String algorithm) {
        return introspector.registerWithKey(clientId, SigningAlgorithm.named(algorithm));
    }

    /**
     * Issues a token that only the introspection endpoint can read. It stays active until {@link #revoke}, expired or not.
     *
     * @param token its claims are what the endpoint says, beside {@code active} and {@code token_type}, which it may have
     *     as claims of its own; raw claims are the whole answer
     * @return the token, random text
     */
    public String opaqueToken(TestToken token) {
        return introspector.issue(token);
    }

    /**
     * Ends a token; unknown ones are as inactive as this one from now on.
     *
     * @param opaqueToken from {@link #opaqueToken}
     */
    public void revoke(String opaqueToken) {
        introspector.revoke(opaqueToken);
    }

    /** Calls tokens inactive from now on unless the asking client is in their audience, as Keycloak does. */
    public void introspectForAudienceOnly() {
        introspector.answerAudienceOnly();
    }

    /** Leaves {@code alg} and {@code use} out of the JWK set from now on, as Spring Authorization Server does. */
    public void publishWithoutAlg() {
        keys.publish(KeyRing.Quirk.WITHOUT_ALG);
    }

    /** Publishes the private halves of the keys too, from now on: an accident that has happened. */
    public void publishPrivateParts() {
        keys.publish(KeyRing.Quirk.PRIVATE_PARTS);
    }

    /**
     * Adds an entry of any kind to the JWK set.
     *
     * @param jwkJson the entry, published exactly as given, well-formed or not
     */
    public void publishAlso(String jwkJson) {
        keys.publishAlso(jwkJson);
    }

    /** Stops answering: hanging requests are dropped, new connections are refused. */
    @Override
    public void close() {
        jwks.close();
        discovery.close();
        introspection.close();
        server.close();
    }

    Clock clock() {
        return clock;
    }

    /** {@return the time by this issuer's clock} */
    Instant now() {
        return clock.instant();
    }

    SigningKey signingKey(String algorithm) {
        return keys.signingKey(SigningAlgorithm.named(algorithm));
    }

    private String discoveryDocument() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuerUri());
        document.put("authorization_endpoint", issuer.resolve("/authorize").toString());
        document.put("token_endpoint", issuer.resolve("/token").toString());
        document.put("jwks_uri", jwkSetUri().toString());
        document.put("introspection_endpoint", introspectionUri().toString());
        document.put("response_types_supported", List.of("code"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("ES256", "RS256"));
        return JSONObjectUtils.toJSONString(document);
    }
}
