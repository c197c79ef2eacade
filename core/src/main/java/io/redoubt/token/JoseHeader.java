package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is read of a token's header (RFC 7515 section 4): the algorithm, the type and the key id. {@code jwk},
 * {@code jku}, {@code x5u} and {@code x5c} are never looked at: a token does not bring its own key.
 *
 * @param algorithm the algorithm, one of those that exist here
 * @param type the media type of {@code typ}, lower case and without {@code application/} (RFC 7515 section 4.1.9)
 * @param keyId the key id, compared octet by octet
 */
record JoseHeader(SignatureAlgorithm algorithm, Optional<String> type, Optional<String> keyId) {

    private static final JsonLimits LIMITS = new JsonLimits(1024, 2, 16);

    /**
     * Parameters that would change how the rest is read (crit, b64: RFC 7797; zip, enc: RFC 7516), and replicas of
     * claims that could contradict them (RFC 7519 section 5.3).
     */
    private static final Set<String> REFUSED = Set.of("crit", "b64", "zip", "enc", "iss", "sub", "aud");

    static JoseHeader read(byte[] json) throws RefusedException {
        Map<String, Object> members;
        try {
            members = StrictJson.object(json, LIMITS);
        } catch (JsonException e) {
            throw new RefusedException(
                    Reason.HEADER_MALFORMED, "the token's header is no strict JSON: " + e.getMessage());
        }
        return of(members);
    }

    static JoseHeader of(Map<String, Object> members) throws RefusedException {
        for (String name : members.keySet()) {
            if (REFUSED.contains(name)) {
                throw new RefusedException(Reason.HEADER_REFUSED);
            }
        }
        String name = text(members, "alg").orElseThrow(() -> new RefusedException(Reason.HEADER_MALFORMED));
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.named(name).orElseThrow(() -> new RefusedException(Reason.ALGORITHM_REFUSED));
        return new JoseHeader(algorithm, text(members, "typ").map(JoseHeader::mediaType), text(members, "kid"));
    }

    private static Optional<String> text(Map<String, Object> members, String name) throws RefusedException {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isEmpty()) {
            return Optional.of(text);
        }
        throw new RefusedException(Reason.HEADER_MALFORMED, "the header parameter " + name + " is not a text");
    }

    private static String mediaType(String typ) {
        String lower = typ.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
    }
}
