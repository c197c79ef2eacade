package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.internal.Defect;
import io.redoubt.token.Refusal;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.Verification;
import io.redoubt.token.VerifiedToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a request may pass, and reports every refusal as exactly one event.
 *
 * <p>Deny by default: a request passes only on a declared open route, or with a verified token that meets the rule for
 * its method and path. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RequestGuard {

    private static final Logger log = LoggerFactory.getLogger(RequestGuard.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Set<String> STANDARD_METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT");

    private final AccessPolicy policy;
    private final TokenVerifier verifier;
    private final VerificationBudget budget;
    private final Challenge challenge;
    private final SecurityEventListener listener;

    /**
     * Puts a guard in force.
     *
     * @param service the name of this service, which challenges give as their realm
     * @param policy which requests need what
     * @param verifier judges the tokens
     * @param budget says when there is room for a token that was not seen before
     * @param listener is told of every refusal
     */
    public RequestGuard(
            ServiceName service,
            AccessPolicy policy,
            TokenVerifier verifier,
            VerificationBudget budget,
            SecurityEventListener listener) {
        this.policy = policy;
        this.verifier = verifier;
        this.budget = budget;
        this.challenge = new Challenge(service);
        this.listener = SecurityEventListener.all(List.of(listener)); // what it throws goes no further
    }

    /**
     * Decides about a request that comes from outside.
     *
     * @param facts what the server knows of it
     * @return the decision; a refusal was reported to the listener
     */
    public Decision check(RequestFacts facts) {
        return failClosed(facts, () -> decide(facts));
    }

    private Decision decide(RequestFacts facts) {
        if (!PathGate.isCanonical(facts)) {
            return deny(facts, Optional.empty(), Refusal.of(Reason.AMBIGUOUS_PATH));
        }
        RoutedPath path = new RoutedPath(facts.routedPath());
        return policy.isOpen(path) ? new Decision.Open() : checkToken(facts, policy.ruleFor(facts.method(), path));
    }

    /**
     * Decides about a request that the application itself sends on to another path, after an earlier decision let it
     * in: a forward never dodges a rule, but needs none of its own.
     *
     * @param facts the request with its new path
     * @param earlier the decision that let it in
     * @return the earlier decision, or a refusal if a rule covers the new path and is not met
     */
    public Decision recheck(RequestFacts facts, Decision earlier) {
        return failClosed(facts, () -> decideAgain(facts, earlier));
    }

    private Decision decideAgain(RequestFacts facts, Decision earlier) {
        if (!PathGate.isCanonical(facts)) {
            // What the application calls "forward:" may be text from outside, and a framework may route by it.
            return deny(facts, Optional.empty(), Refusal.of(Reason.AMBIGUOUS_PATH));
        }
        RoutedPath path = new RoutedPath(facts.routedPath());
        Optional<AccessRule> rule = policy.ruleFor(facts.method(), path);
        if (earlier instanceof Decision.Denied || policy.isOpen(path) || rule.isEmpty()) {
            return earlier;
        }
        return earlier instanceof Decision.Allowed allowed
                ? judge(facts, rule, allowed.token())
                : checkToken(facts, rule);
    }

    private Decision checkToken(RequestFacts facts, Optional<AccessRule> rule) {
        BearerCredentials credentials = BearerCredentials.of(facts.authorization());
        if (!(credentials instanceof BearerCredentials.Token sent)) {
            return deny(facts, rule, Refusal.of(((BearerCredentials.None) credentials).reason()));
        }
        Verification verification = verifier.verify(sent.value(), budget.at(facts.remoteAddress()));
        if (verification instanceof VerifiedToken token) {
            return judge(facts, rule, token);
        }
        return deny(facts, rule, (Refusal) verification);
    }

    private Decision judge(RequestFacts facts, Optional<AccessRule> rule, VerifiedToken token) {
        if (rule.isEmpty()) {
            return deny(facts, rule, Refusal.of(Reason.NO_RULE));
        }
        Optional<Reason> unmet = rule.get().requirement().unmetBy(token);
        return unmet.isPresent() ? deny(facts, rule, Refusal.of(unmet.get())) : new Decision.Allowed(token);
    }

    /** A defect must not become an open door, nor a 500. */
    private Decision failClosed(RequestFacts facts, Supplier<Decision> decision) {
        try {
            return decision.get();
        } catch (RuntimeException e) {
            log.error("a check failed: {}", Defect.name(e));
            return deny(facts, Optional.empty(), Refusal.of(Reason.INTERNAL_FAILURE));
        }
    }

    private Decision deny(RequestFacts facts, Optional<AccessRule> rule, Refusal refusal) {
        Reason reason = refusal.reason();
        listener.on(new SecurityEvent.AccessDenied(
                reason,
                refusal.detail(),
                STANDARD_METHODS.contains(facts.method()) ? facts.method() : "OTHER",
                rule.map(it -> it.path().toString()).orElse("-")));
        Set<String> missing = reason == Reason.INSUFFICIENT_SCOPE
                ? rule.map(it -> it.requirement().scopes()).orElse(Set.of())
                : Set.of();
        return new Decision.Denied(
                reason,
                challenge.forReason(reason, missing),
                reason.status() == 503 ? Optional.of(RETRY_AFTER) : Optional.empty());
    }
}
