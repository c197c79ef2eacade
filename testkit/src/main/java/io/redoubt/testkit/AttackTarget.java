package io.redoubt.testkit;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * Whom the attacks of the catalogue are aimed at: a service that trusts one issuer, and not another one.
 *
 * <p>The reasons in the catalogue are those of a service that is the audience {@code orders} under the profile of RFC
 * 9068, allows ES256, RS256, PS256 and EdDSA and no other algorithm, tolerates 30 seconds of clock skew and tokens of 24
 * hours, and asks for the scope {@code orders:read}; for the attacks that are answered with
 * {@code access.insufficient-role} it asks for the role {@code clerk}.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class AttackTarget {

    /**
     * Stands in the claims and in the header of most tokens. Whoever finds it in a log line, a header or a body has
     * found a leak.
     */
    public static final String CANARY = "zx81marker";

    private final TestIssuer issuer;
    private final TestIssuer stranger;
    private final HostileKeys hostileKeys;

    private AttackTarget(TestIssuer issuer, TestIssuer stranger, HostileKeys hostileKeys) {
        this.issuer = issuer;
        this.stranger = stranger;
        this.hostileKeys = hostileKeys;
    }

    /**
     * Makes both issuers ready. The trusted one publishes keys for five algorithms, two of them for RS256, and beside
     * them keys that must not be used: weak, secret, malformed, meant for encryption, or with the key id of another one.
     * To be called before the service fetches the keys.
     *
     * @param issuer the issuer that the service trusts
     * @param stranger an issuer that it does not trust; nobody may ever ask it for anything
     * @return the target
     */
    public static AttackTarget of(TestIssuer issuer, TestIssuer stranger) {
        List.of("RS256", "RS256", "PS256", "ES384", "EdDSA").forEach(issuer::addKey);
        stranger.addKey("ES256"); // with it, the stranger has a key id that the trusted issuer has not
        HostileKeys hostileKeys = HostileKeys.newOnes();
        hostileKeys.published().forEach(issuer::publishAlso);
        return new AttackTarget(issuer, stranger, hostileKeys);
    }

    /** {@return the good token that most attacks break in one place} */
    public TestToken good() {
        return marked(issuer);
    }

    /** {@return how many requests the stranger has had: each is one that a token has talked somebody into} */
    public int outboundCalls() {
        return stranger.jwks().requests() + stranger.discovery().requests();
    }

    TestIssuer issuer() {
        return issuer;
    }

    TestIssuer stranger() {
        return stranger;
    }

    /** {@return a token of the stranger that is as good as {@link #good()} in all else} */
    TestToken strangers() {
        return marked(stranger);
    }

    /** {@return a token that the stranger signs, with the name and the key id of the trusted issuer} */
    TestToken strangersInOurName() {
        return strangers().claim("iss", issuer.issuerUri()).header("kid", issuer.keyId("ES256"));
    }

    /** {@return an address of the stranger at which requests are counted, with this behind it} */
    String trap(String end) {
        return stranger.jwkSetUri() + end;
    }

    /** {@return what stands in a URL of the stranger for host and port} */
    String trapAuthority() {
        URI uri = stranger.issuer();
        return uri.getAuthority();
    }

    Instant now() {
        return issuer.now();
    }

    /** {@return a token under one of the published keys that must not be used} */
    TestToken under(String hostileKeyId) {
        HostileKey key = hostileKeys.key(hostileKeyId);
        return good().header("alg", key.algorithm()).header("kid", key.keyId()).signer(key.signer());
    }

    private static TestToken marked(TestIssuer issuer) {
        return issuer.token().subject("alice-" + CANARY).claim("note", CANARY).header("note", CANARY);
    }
}
