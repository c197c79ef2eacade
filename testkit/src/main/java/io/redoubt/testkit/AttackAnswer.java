package io.redoubt.testkit;

import java.util.Optional;

/**
 * What a service must answer to an attack.
 *
 * @param status the HTTP status
 * @param error the OAuth error in {@code WWW-Authenticate} (RFC 6750 §3.1), where the status has one
 * @param reason the event code of the refusal, such as {@code token.expired}; none where the token is good
 * @since 0.1.0
 */
public record AttackAnswer(int status, Optional<String> error, Optional<String> reason) {

    /** The code for credentials that are no bearer token at all (RFC 6750 §2.1, RFC 9110 §11.2). */
    static final String NO_BEARER_TOKEN = "request.malformed-credentials";

    private static final AttackAnswer ACCEPTED = new AttackAnswer(200, Optional.empty(), Optional.empty());

    static AttackAnswer accepted() {
        return ACCEPTED;
    }

    /** {@return the refusal with this code; its first word decides about the rest} */
    static AttackAnswer refused(String reason) {
        return switch (reason.substring(0, reason.indexOf('.'))) {
            case "token" -> new AttackAnswer(401, Optional.of("invalid_token"), Optional.of(reason));
            case "request" -> new AttackAnswer(400, Optional.of("invalid_request"), Optional.of(reason));
            case "access" -> new AttackAnswer(403, Optional.of("insufficient_scope"), Optional.of(reason));
            default -> throw new IllegalArgumentException("no refusal has a code that begins like this: " + reason);
        };
    }

    /** {@return whether the token is good: such an entry shows what an overzealous service would break} */
    public boolean accepts() {
        return reason.isEmpty();
    }
}
