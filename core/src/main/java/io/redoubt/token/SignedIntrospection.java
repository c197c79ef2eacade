package io.redoubt.token;

import io.redoubt.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Opens introspection responses that the issuer signed (RFC 9701 section 5), for us and just now. */
final class SignedIntrospection {

    /** No other JWT has it, and no access token may: neither ever passes for the other (RFC 9701 section 8.1). */
    private static final String TYPE = "token-introspection+jwt";

    /** A response is made when it is asked for; an older one may be what a token was like before its end. */
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    private final TrustedIssuer issuer;
    private final String clientId;

    SignedIntrospection(TrustedIssuer issuer, String clientId) {
        this.issuer = issuer;
        this.clientId = clientId;
    }

    /**
     * {@return the members of the response}
     *
     * @throws RefusedException for want of an answer: a response that is not good says nothing about the token
     */
    Map<String, Object> open(byte[] body, Instant now) throws RefusedException {
        try {
            return verified(new String(body, StandardCharsets.US_ASCII), now);
        } catch (RefusedException e) {
            if (e.refusal().reason().status() == Reason.INTROSPECTION_UNAVAILABLE.status()) {
                throw e;
            }
            // The steps are those of a token, and so are their words.
            throw IntrospectionEndpoint.unavailable("the signed introspection response, read like a token, is refused: "
                    + e.refusal().detail());
        }
    }

    private Map<String, Object> verified(String text, Instant now) throws RefusedException {
        CompactJws jws = CompactJws.parse(text);
        JoseHeader header = JoseHeader.read(jws.header());
        if (!header.type().equals(Optional.of(TYPE))) {
            throw new RefusedException(Reason.TYPE_REFUSED);
        }
        if (!issuer.algorithms().contains(header.algorithm())) {
            throw new RefusedException(Reason.ALGORITHM_REFUSED);
        }
        issuer.keys().verify(header, jws);
        Claims claims = Claims.read(jws.payload());
        if (!claims.requireIdentifier("iss").equals(issuer.issuer())) {
            throw new RefusedException(Reason.WRONG_ISSUER);
        }
        if (!claims.audiences().contains(clientId)) {
            throw new RefusedException(Reason.WRONG_AUDIENCE);
        }
        checkAge(claims.requireDate("iat"), now);
        return response(claims);
    }

    private void checkAge(Instant issuedAt, Instant now) throws RefusedException {
        Duration skew = issuer.limits().clockSkew();
        if (issuedAt.isAfter(now.plus(skew))) {
            throw new RefusedException(Reason.NOT_YET_VALID);
        }
        if (issuedAt.isBefore(now.minus(skew).minus(MAX_AGE))) {
            throw new RefusedException(Reason.EXPIRED);
        }
    }

    @SuppressWarnings("unchecked") // every object of the JSON reader has text as names
    private static Map<String, Object> response(Claims claims) throws RefusedException {
        if (claims.get("token_introspection") instanceof Map<?, ?> members) {
            return (Map<String, Object>) members;
        }
        throw Claims.malformed("token_introspection");
    }
}
