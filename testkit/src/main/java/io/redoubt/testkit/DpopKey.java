package io.redoubt.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A client's own key, to which its tokens are {@linkplain TestToken#boundTo(DpopKey) bound} and with which it signs
 * {@linkplain #proof proofs} (DPoP, RFC 9449). It lives only in memory.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class DpopKey {

    private final SigningKey key;
    private final SigningAlgorithm algorithm;
    private final Clock clock;

    private DpopKey(SigningAlgorithm algorithm, Clock clock) {
        this.key = new SigningKey("dpop", algorithm);
        this.algorithm = algorithm;
        this.clock = clock;
    }

    /** {@return a new ES256 key, whose proofs carry the system's time} */
    public static DpopKey create() {
        return create(Clock.systemUTC());
    }

    /**
     * {@return a new ES256 key}
     *
     * @param clock gives the times of the proofs; see {@link TestClock}
     */
    public static DpopKey create(Clock clock) {
        return create("ES256", clock);
    }

    /**
     * {@return a new key}
     *
     * @param algorithm ES256, ES384, RS256, PS256, EdDSA or Ed25519
     * @param clock gives the times of the proofs; see {@link TestClock}
     * @throws IllegalArgumentException for any other algorithm
     */
    public static DpopKey create(String algorithm, Clock clock) {
        return new DpopKey(SigningAlgorithm.named(algorithm), clock);
    }

    /**
     * {@return a valid proof for one request, to be signed as it is or made worse in one respect: new {@code jti},
     * {@code iat} now; the access token and the server's nonce are to be added}
     *
     * @param method of the request, {@code htm}
     * @param uri of the request, without query and fragment, {@code htu}
     */
    public DpopProof proof(String method, String uri) {
        return DpopProof.valid(this, method, uri, clock.instant());
    }

    /** {@return the JWK SHA-256 thumbprint in base64url, {@code jkt} (RFC 7638, RFC 9449 §6.1)} */
    public String thumbprint() {
        try {
            return key.jwk().computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** {@return the name of the algorithm that it signs with} */
    public String algorithm() {
        return algorithm.jwsName();
    }

    /** {@return the public key as a JWK with the members that its type demands, and no others} */
    public Map<String, Object> publicJwk() {
        return members(key.jwk().toPublicJWK());
    }

    /** {@return the JWK with its private members, which no proof may show} */
    Map<String, Object> privateJwk() {
        return members(key.jwk());
    }

    boolean verifies(byte[] input, byte[] signature) {
        return key.verifies(algorithm(), input, signature);
    }

    TokenSigner signer() {
        return (ignored, input) -> key.sign(input);
    }

    private static Map<String, Object> members(JWK jwk) {
        Map<String, Object> members = new LinkedHashMap<>(jwk.toJSONObject());
        members.keySet().removeAll(List.of("kid", "alg", "use"));
        return members;
    }

    /** {@return what kind of key this is; the key is not shown} */
    @Override
    public String toString() {
        return "a DPoP key for " + algorithm();
    }
}
