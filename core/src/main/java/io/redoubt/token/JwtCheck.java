package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks a JWT that was not seen before, from its first character to its last claim, in the order of RFC 8725. */
final class JwtCheck {

    private final Map<String, Trust> trusted;

    private JwtCheck(Map<String, Trust> trusted) {
        this.trusted = trusted;
    }

    /** @param issuers no two with the same {@code iss} */
    static JwtCheck trusting(List<TrustedIssuer> issuers) {
        return new JwtCheck(issuers.stream()
                .map(Trust::new)
                .collect(Collectors.toUnmodifiableMap(Trust::name, Function.identity())));
    }

    List<String> issuers() {
        return trusted.keySet().stream().sorted().toList();
    }

    /** {@return all that is asked of a token, in one spelling} */
    String policy() {
        return new TreeMap<>(trusted)
                .values().stream().map(trust -> trust.issuer().policy()).collect(Collectors.joining("\n"));
    }

    /** @throws RefusedException with the first reason against the token */
    Passed check(String token, long nowMillis) throws RefusedException {
        CompactJws jws = CompactJws.parse(token);
        JoseHeader header = JoseHeader.read(jws.header());
        byte[] payload = jws.payload();
        Trust trust = choose(payload);
        trust.checkHeader(header);
        VerificationKey key = trust.issuer().keys().verify(header, jws);
        return new Passed(
                trust.checks().check(Optional.of(header.algorithm()), Claims.read(payload), nowMillis), key, header);
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
        if (trust.issuer().algorithms().isEmpty()) {
            throw new RefusedException(
                    Reason.WRONG_ISSUER, "this issuer is trusted for opaque tokens only, and the token is a JWT");
        }
        return trust;
    }

    /**
     * A token that passed, with the evidence.
     *
     * @param token what it says
     * @param key verified it
     * @param header chose the key
     */
    record Passed(VerifiedToken token, VerificationKey key, JoseHeader header) {}

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
            issuer.profile().kind().checkType(header.type().orElse(""));
        }
    }
}
