package io.redoubt.token;

import io.redoubt.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How an access token is told from the other tokens of the same issuer (RFC 8725 sections 2.8 and 3.11).
 *
 * @param types the accepted media types of {@code typ}; empty text stands for no {@code typ} at all
 * @param typeAdvice types that are not accepted, and what the log says to whoever sends one
 * @param otherKinds claims that no access token of this provider has
 * @param fixed claims with one of a few constant values
 */
record KindRule(Set<String> types, Map<String, String> typeAdvice, List<String> otherKinds, List<FixedClaim> fixed) {

    /**
     * Claims that no access token has: ID tokens (OpenID Connect Core sections 2 and 3.3.2.11), security event and
     * logout tokens (RFC 8417, Back-Channel Logout section 2.4), introspection responses (RFC 9701).
     */
    private static final List<String> OTHER_KINDS =
            List.of("nonce", "at_hash", "c_hash", "s_hash", "events", "token_introspection");

    static KindRule ofTypes(String... types) {
        return new KindRule(Set.of(types), Map.of(), OTHER_KINDS, List.of());
    }

    KindRule notOfType(String type, String advice) {
        Map<String, String> extended = new HashMap<>(typeAdvice);
        extended.put(type, advice);
        return new KindRule(types, Map.copyOf(extended), otherKinds, fixed);
    }

    KindRule without(String claim) {
        List<String> extended =
                Stream.concat(otherKinds.stream(), Stream.of(claim)).toList();
        return new KindRule(types, typeAdvice, extended, fixed);
    }

    KindRule with(FixedClaim claim) {
        List<FixedClaim> extended =
                Stream.concat(fixed.stream(), Stream.of(claim)).toList();
        return new KindRule(types, typeAdvice, otherKinds, extended);
    }

    /** RFC 8725 section 3.11. */
    void checkType(String type) throws RefusedException {
        if (!types.contains(type)) {
            throw new RefusedException(
                    Reason.TYPE_REFUSED, typeAdvice.getOrDefault(type, Reason.TYPE_REFUSED.explanation()));
        }
    }

    /** RFC 8725 section 2.8: another token of the same issuer is no access token. */
    void check(Claims claims) throws RefusedException {
        for (String name : otherKinds) {
            if (claims.has(name)) {
                throw new RefusedException(
                        Reason.WRONG_KIND, "the token is not an access token: those have no claim " + name);
            }
        }
        for (FixedClaim claim : fixed) {
            claim.check(claims);
        }
    }

    /**
     * A claim that has one of a few constant values in every access token.
     *
     * @param name the claim
     * @param values what it may be, as text
     * @param others what it is in other tokens, and what the log says to whoever sends one
     */
    record FixedClaim(String name, Set<String> values, Map<String, String> others) {

        void check(Claims claims) throws RefusedException {
            Object value = claims.get(name);
            if (value == null) {
                throw Claims.missing(name);
            }
            if (value instanceof String text && values.contains(text)) {
                return;
            }
            String otherwise = "the token is not an access token: its claim " + name + " has another value";
            String detail = value instanceof String text ? others.getOrDefault(text, otherwise) : otherwise;
            throw new RefusedException(Reason.WRONG_KIND, detail);
        }
    }
}
