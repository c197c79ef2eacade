package io.redoubt.testkit;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The service at which the requests of the catalogue are aimed. It is the audience {@code orders}, goes by the issuer's
 * clock, knows the base URL that it is reached at from outside, and has these rules, which differ in what they ask
 * beside a good token:
 *
 * <ul>
 *   <li>{@link #ORDERS} and below: {@code orders:read} for GET, {@code orders:write} for POST, PUT, PATCH and DELETE;
 *   <li>{@link #TRANSFERS} and below, for every method: {@code orders:read}, {@code acr} {@link #ACR}, {@code otp} among
 *       {@code amr}, an authentication of the last five minutes;
 *   <li>{@link #PAYMENTS} and below: the same, and each token only once;
 *   <li>{@link #CONSTRAINED} and below: {@code orders:read}, and a token that is bound to a key.
 * </ul>
 *
 * <p>No other path has a rule. Proofs may be signed with ES256, ES384, RS256, PS256 and EdDSA; their {@code iat} is at most 90
 * seconds old and 30 seconds ahead. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RequestTarget {

    /** Needs a scope. */
    public static final String ORDERS = "/orders";
    /** Needs step-up authentication. */
    public static final String TRANSFERS = "/transfers";
    /** Needs step-up authentication, anew for each request. */
    public static final String PAYMENTS = "/payments";
    /** Needs a token that is bound to a key. */
    public static final String CONSTRAINED = "/constrained";
    /** The level that a user must have reached for {@link #TRANSFERS} and {@link #PAYMENTS}. */
    public static final String ACR = "urn:example:mfa";
    /** The field with the secret of a trusted proxy. */
    public static final String PROXY_SECRET_FIELD = "X-Proxy-Secret";
    /** The secret of a trusted proxy. */
    public static final String PROXY_SECRET = "not-a-secret-but-the-text-that-tests-take-for-one";

    private final AttackTarget tokens;
    private final URI baseUrl;
    private final DpopKey key;
    private final DpopKey thiefsKey;
    private final ClientCertificate certificate;
    private final ClientCertificate namesake;
    private final ClientCertificate renewed;
    private final Optional<Supplier<String>> nonces;

    private RequestTarget(
            AttackTarget tokens,
            URI baseUrl,
            DpopKey key,
            DpopKey thiefsKey,
            ClientCertificate certificate,
            ClientCertificate namesake,
            Optional<Supplier<String>> nonces) {
        this.tokens = tokens;
        this.baseUrl = baseUrl;
        this.key = key;
        this.thiefsKey = thiefsKey;
        this.certificate = certificate;
        this.namesake = namesake;
        this.renewed = certificate.renewed();
        this.nonces = nonces;
    }

    /**
     * {@return the service}
     *
     * @param tokens with the issuers, the trusted and the other one
     * @param baseUrl under which it is reached from outside, such as {@code https://orders.shop.example}: https and a
     *     name, nothing else; where the service really listens need not resemble it
     * @throws IllegalArgumentException if the base URL has more or less than that
     */
    public static RequestTarget of(AttackTarget tokens, URI baseUrl) {
        if (!baseUrl.toString().matches("https://[a-z][a-z.-]*[a-z]")) {
            throw new IllegalArgumentException("the base URL must be https:// and a name in lower case, nothing else");
        }
        return new RequestTarget(
                tokens,
                baseUrl,
                DpopKey.create(tokens.issuer().clock()),
                DpopKey.create(tokens.issuer().clock()),
                ClientCertificate.selfSigned("shop-web"),
                ClientCertificate.selfSigned("shop-web"),
                Optional.empty());
    }

    /**
     * {@return the same service, which demands nonces}
     *
     * @param current asked for each proof: the nonce that the service gave last
     */
    public RequestTarget withNonces(Supplier<String> current) {
        return new RequestTarget(tokens, baseUrl, key, thiefsKey, certificate, namesake, Optional.of(current));
    }

    /** {@return every certificate that a client may show, for a server that asks for one and trusts them all} */
    public List<X509Certificate> certificates() {
        return List.of(certificate.certificate(), namesake.certificate(), renewed.certificate());
    }

    /** {@return a good request for {@link #ORDERS} with a bound token and a new proof, with a nonce where one is needed} */
    public RawRequest goodRequest() {
        String token = bound().sign();
        return get(ORDERS).dpop(token, proof(token).sign());
    }

    /** {@return a good request for {@link #TRANSFERS} with a bearer token} */
    public RawRequest goodStepUp() {
        return get(TRANSFERS).bearer(elevated().sign());
    }

    /** {@return a GET without credentials for this target, well-formed or not} */
    RawRequest get(String path) {
        return RawRequest.get(path).field("Host", baseUrl.getRawAuthority());
    }

    /** {@return a GET for the orders with a bound token and this proof} */
    RawRequest proven(String token, DpopProof proof) {
        return get(ORDERS).dpop(token, proof.sign());
    }

    /** {@return a good proof for a GET for the orders} */
    DpopProof proof(String token) {
        return proof(key, "GET", ORDERS, token);
    }

    DpopProof proof(DpopKey by, String method, String path, String token) {
        DpopProof proof = by.proof(method, baseUrl + path).accessToken(token);
        return nonces.map(Supplier::get).map(proof::nonce).orElse(proof);
    }

    TestToken good() {
        return tokens.good();
    }

    TestToken bound() {
        return good().boundTo(key);
    }

    TestToken boundToCertificate() {
        return good().boundTo(certificate.certificate());
    }

    /** {@return a token that is good enough for a transfer} */
    TestToken elevated() {
        return good().authenticatedAt(now().minus(Duration.ofMinutes(1)), ACR, "pwd", "otp");
    }

    TestIssuer stranger() {
        return tokens.stranger();
    }

    TestIssuer issuer() {
        return tokens.issuer();
    }

    DpopKey key() {
        return key;
    }

    DpopKey thiefsKey() {
        return thiefsKey;
    }

    /** {@return a new key for another algorithm} */
    DpopKey newKey(String algorithm) {
        return DpopKey.create(algorithm, issuer().clock());
    }

    ClientCertificate certificate() {
        return certificate;
    }

    /** {@return another's certificate with the same subject} */
    ClientCertificate namesake() {
        return namesake;
    }

    /** {@return the client's next certificate, for the same key} */
    ClientCertificate renewed() {
        return renewed;
    }

    URI baseUrl() {
        return baseUrl;
    }

    Instant now() {
        return issuer().now();
    }
}
