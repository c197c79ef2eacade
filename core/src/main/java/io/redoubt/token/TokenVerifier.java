package io.redoubt.token;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.internal.Defect;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.StrictJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whether an access token is good here: signed by a trusted issuer, meant for this service, of the right kind
 * and in its time (RFC 7519, RFC 8725, RFC 9068).
 *
 * <p>Verifying never touches the network. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TokenVerifier {

    private static final Logger log = LoggerFactory.getLogger(TokenVerifier.class);

    private final Map<String, Trust> trusted;
    private final Clock clock;

    private TokenVerifier(Map<String, Trust> trusted, Clock clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    /**
     * Trusts these issuers and no other; remote keys are fetched in the background from now on.
     *
     * @param issuers at least one; no two with the same {@code iss}
     * @param clock by which tokens expire
     * @return the verifier
     * @throws ConfigurationException if there is no issuer, or one is there twice
     */
    public static TokenVerifier trusting(List<TrustedIssuer> issuers, Clock clock) {
        if (issuers.isEmpty()) {
            throw new ConfigurationException(
                    "issuers", "are missing", "name at least one issuer whose tokens are accepted");
        }
        if (issuers.stream().map(TrustedIssuer::issuer).distinct().count() != issuers.size()) {
            throw new ConfigurationException(
                    "issuers", "name the same issuer twice", "give each issuer one entry, with several audiences");
        }
        issuers.forEach(issuer -> issuer.keys().start());
        return new TokenVerifier(
                issuers.stream()
                        .map(Trust::new)
                        .collect(Collectors.toUnmodifiableMap(Trust::name, Function.identity())),
                clock);
    }

    /**
     * Checks a token from its first character to its last claim.
     *
     * @param token what the caller sent, without {@code Bearer}
     * @return a {@link VerifiedToken}, or a {@link Refusal} with the first reason against it; never an exception
     */
    public Verification verify(String token) {
        return verify(token, Supplier::get);
    }

    /**
     * Checks a token from its first character to its last claim, if there is room for that.
     *
     * @param token what the caller sent, without {@code Bearer}
     * @param admission is asked before the work is done
     * @return a {@link VerifiedToken}, or a {@link Refusal} with the first reason against it; never an exception
     */
    public Verification verify(String token, Admission admission) {
        try {
            return admission.admit(() -> checked(token));
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private Verification checked(String token) {
        try {
            return check(token);
        } catch (RefusedException e) {
            return e.refusal();
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private static Refusal failed(RuntimeException e) {
        log.error("a check failed: {}", Defect.name(e));
        return Refusal.of(Reason.INTERNAL_FAILURE);
    }

    private VerifiedToken check(String token) throws RefusedException {
        CompactJws jws = CompactJws.parse(token);
        JoseHeader header = JoseHeader.read(jws.header());
        byte[] payload = jws.payload();
        Trust trust = choose(payload);
        trust.checkHeader(header);
        trust.checkSignature(header, jws);
        return trust.checks().check(header.algorithm(), Claims.read(payload), clock.instant());
    }

    /** Nothing is verified yet: the issuer is read only to choose among those that are configured. */
    private Trust choose(byte[] payload) throws RefusedException {
        String issuer;
        try {
            issuer = StrictJson.peekText(payload, Claims.LIMITS, "iss")
                    .orElseThrow(
                            () -> new RefusedException(Reason.MISSING_CLAIM, "the claim iss is missing, or no text"));
        } catch (JsonException e) {
            throw new RefusedException(
                    Reason.CLAIMS_MALFORMED, "the token's claims are no strict JSON: " + e.getMessage());
        }
        Trust trust = trusted.get(issuer);
        if (trust == null) {
            throw new RefusedException(Reason.WRONG_ISSUER);
        }
        return trust;
    }

    /** What is asked of the tokens of one issuer. */
    private record Trust(TrustedIssuer issuer, ClaimChecks checks) {

        Trust(TrustedIssuer issuer) {
            this(issuer, new ClaimChecks(issuer));
        }

        String name() {
            return issuer.issuer();
        }

        /** RFC 8725 sections 3.1 (algorithm) and 3.11 (type). */
        void checkHeader(JoseHeader header) throws RefusedException {
            if (!issuer.algorithms().contains(header.algorithm())) {
                throw new RefusedException(Reason.ALGORITHM_REFUSED);
            }
            if (!issuer.profile().kind().types().contains(header.type().orElse(""))) {
                throw new RefusedException(Reason.TYPE_REFUSED);
            }
        }

        void checkSignature(JoseHeader header, CompactJws jws) throws RefusedException {
            issuer.keys().verify(header, jws);
        }
    }
}
