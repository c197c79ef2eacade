package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges what an introspection endpoint says of a token (RFC 7662 section 2.2); what is no such answer is no answer. */
final class IntrospectionResponses {

    private static final JsonLimits LIMITS = new JsonLimits(IntrospectionEndpoint.MAX_BYTES, 8, 1024);

    /**
     * Members by which servers tell access tokens from refresh and ID tokens, of which they say active as well: the hint
     * of the request is only a hint. In lower case: RFC 6749 section 7.1 compares token types without regard to case.
     */
    private static final Map<String, Set<String>> KINDS = Map.of(
            "token_type", Set.of("bearer"),
            "token_use", Set.of("access", "access_token"),
            "typ", Set.of("bearer", "jwt", "at+jwt"));

    /** What a newcomer must change, where a profile's provider calls a good token inactive. */
    private static final Map<String, String> INACTIVE_ADVICE = Map.of(
            "keycloak",
            "the issuer says that the token is not active; Keycloak says so too if the client that asks is not in the"
                    + " token's audience: add the introspecting client to the token's audience by an audience mapper");

    private final TrustedIssuer issuer;
    private final ClaimChecks checks;
    private final Optional<SignedIntrospection> signed;

    IntrospectionResponses(TrustedIssuer issuer, Introspection introspection) {
        this.issuer = issuer;
        this.checks = new ClaimChecks(issuer.asIntrospected());
        this.signed = introspection.requiresSignedResponses()
                ? Optional.of(new SignedIntrospection(issuer, introspection.clientId()))
                : Optional.empty();
    }

    /**
     * {@return the token, verified}
     *
     * @param token what was asked about
     * @throws RefusedException with the first reason against it, or for want of an answer
     */
    VerifiedToken judge(byte[] body, String token, Instant now) throws RefusedException {
        Map<String, Object> response = signed.isPresent() ? signed.get().open(body, now) : read(body);
        if (!(response.get("active") instanceof Boolean active)) {
            throw IntrospectionEndpoint.unavailable("the introspection response's active is not true or false");
        }
        if (!active) {
            throw new RefusedException(Reason.INACTIVE, inactiveAdvice(issuer.profile()));
        }
        checkKind(response);
        return checks.check(Optional.empty(), claims(response, token), now.toEpochMilli());
    }

    private static Map<String, Object> read(byte[] body) throws RefusedException {
        try {
            return StrictJson.object(body, LIMITS);
        } catch (JsonException e) {
            throw IntrospectionEndpoint.unavailable(
                    "the introspection response is no strict JSON object: " + e.getMessage());
        }
    }

    static String inactiveAdvice(TokenProfile profile) {
        return INACTIVE_ADVICE.getOrDefault(profile.name(), Reason.INACTIVE.explanation());
    }

    private static void checkKind(Map<String, Object> response) throws RefusedException {
        for (Map.Entry<String, Set<String>> kind : KINDS.entrySet()) {
            Object value = response.get(kind.getKey());
            if (value == null) {
                continue; // RFC 7662 section 2.2: optional
            }
            String text = value instanceof String given ? given.toLowerCase(Locale.ROOT) : "";
            if (text.equals("dpop")) {
                throw new RefusedException(Reason.CONFIRMATION_REFUSED);
            }
            if (!kind.getValue().contains(text)) {
                throw new RefusedException(
                        Reason.WRONG_KIND,
                        "the introspection response's " + kind.getKey() + " is not that of an access token");
            }
        }
    }

    private Claims claims(Map<String, Object> response, String token) {
        Map<String, Object> claims = new LinkedHashMap<>(response);
        // Some servers give the token itself as its jti: what is remembered must not hold it.
        claims.values().removeIf(token::equals);
        // Optional in RFC 7662 section 2.2: who answered is known by the endpoint that was asked.
        claims.putIfAbsent("iss", issuer.issuer());
        return new Claims(Collections.unmodifiableMap(claims));
    }
}
