package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.token.VerifiedToken;
import java.time.Duration;
import java.util.Optional;

/**
 * The answer to "may this request pass?".
 *
 * @since 0.1.0
 */
public sealed interface Decision {

    /**
     * The request may pass, on behalf of somebody.
     *
     * @param token the evidence
     */
    record Allowed(VerifiedToken token) implements Decision {}

    /** The route is declared open: the request may pass, and whatever credentials it carries are not looked at. */
    record Open() implements Decision {}

    /**
     * The request may not pass.
     *
     * @param reason why; its status is the response's
     * @param challenge the value of {@code WWW-Authenticate} (RFC 6750 section 3), where the status wants one
     * @param retryAfter how long the client should wait before it tries again, where that helps
     */
    record Denied(Reason reason, Optional<String> challenge, Optional<Duration> retryAfter) implements Decision {}
}
