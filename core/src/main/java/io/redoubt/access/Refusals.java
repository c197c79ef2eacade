package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.token.AuthorizationScheme;
import io.redoubt.token.ProofOfPossession;
import io.redoubt.token.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Makes a refusal known: to the client as little as it needs to mend it, and to the listener as one event. */
final class Refusals {

    private static final Duration RETRY_LATER = Duration.ofSeconds(5);
    private static final Duration RETRY_SLOWER = Duration.ofSeconds(1);
    private static final Set<String> STANDARD_METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT");

    private final Challenge challenge;
    private final ProofOfPossession proofs;
    private final SecurityEventListener listener;

    Refusals(Challenge challenge, ProofOfPossession proofs, SecurityEventListener listener) {
        this.challenge = challenge;
        this.proofs = proofs;
        this.listener = listener;
    }

    /** Refuses before any token was looked at. */
    Decision.Denied deny(RequestFacts facts, String rule, Reason reason) {
        return deny(facts, rule, Refusal.of(reason), AuthorizationScheme.BEARER, Optional.empty());
    }

    /**
     * Refuses.
     *
     * @param rule the path pattern of the rule, or {@code -}
     * @param sent the scheme with which the token came
     * @param unmet what the token does not meet, if it is good
     */
    Decision.Denied deny(
            RequestFacts facts, String rule, Refusal refusal, AuthorizationScheme sent, Optional<Requirement> unmet) {
        Reason reason = refusal.reason();
        listener.on(new SecurityEvent.AccessDenied(
                reason, refusal.detail(), STANDARD_METHODS.contains(facts.method()) ? facts.method() : "OTHER", rule));
        return new Decision.Denied(
                reason,
                challenge.forReason(reason, sent, unmet),
                reason == Reason.NONCE_NEEDED ? proofs.nonceForRetry() : Optional.empty(),
                retryAfter(reason));
    }

    private static Optional<Duration> retryAfter(Reason reason) {
        return switch (reason.status()) {
            case 503 -> Optional.of(RETRY_LATER);
            case 429 -> Optional.of(RETRY_SLOWER);
            default -> Optional.empty();
        };
    }
}
