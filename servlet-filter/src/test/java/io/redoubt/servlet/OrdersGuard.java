package io.redoubt.servlet;

import io.redoubt.ServiceName;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.RequestGuard;
import io.redoubt.access.TrustedProxies;
import io.redoubt.access.VerificationBudget;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.JwkSource;
import io.redoubt.token.ProofOfPossession;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The guard of the service {@code orders}, which trusts one issuer.
 *
 * @param guard decides
 * @param events what it reported
 * @param keys the issuer's keys
 */
record OrdersGuard(RequestGuard guard, RecordedEvents events, JwkSource keys) implements AutoCloseable {

    private static final Set<SignatureAlgorithm> ALGORITHMS = EnumSet.of(
            SignatureAlgorithm.ES256, SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.EDDSA);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** {@return a guard that has the issuer's keys} */
    static OrdersGuard trusting(TestIssuer issuer, AccessPolicy policy) throws InterruptedException {
        OrdersGuard guard = withoutKeys(issuer, policy);
        guard.awaitKeys();
        return guard;
    }

    /** {@return a guard that has the issuer's keys and tells the time by this clock} */
    static OrdersGuard trusting(TestIssuer issuer, AccessPolicy policy, Clock clock) throws InterruptedException {
        return trusting(issuer, policy, clock, ProofOfPossession.none(), UnaryOperator.identity());
    }

    /** {@return such a guard that takes these proofs, and is set up in its own way} */
    static OrdersGuard trusting(
            TestIssuer issuer,
            AccessPolicy policy,
            Clock clock,
            ProofOfPossession proofs,
            UnaryOperator<RequestGuard> setUp)
            throws InterruptedException {
        RecordedEvents events = new RecordedEvents();
        OrdersGuard guard = reportingTo(logging(events), events, issuer, policy, clock, proofs);
        guard.awaitKeys();
        return new OrdersGuard(setUp.apply(guard.guard), events, guard.keys);
    }

    /** {@return a guard that has begun to fetch the issuer's keys} */
    static OrdersGuard withoutKeys(TestIssuer issuer, AccessPolicy policy) {
        RecordedEvents events = new RecordedEvents();
        return reportingTo(logging(events), events, issuer, policy, Clock.systemUTC(), ProofOfPossession.none());
    }

    /** {@return a guard that reports to another listener} */
    static OrdersGuard reportingTo(SecurityEventListener listener, TestIssuer issuer, AccessPolicy policy)
            throws InterruptedException {
        OrdersGuard guard = reportingTo(
                listener, new RecordedEvents(), issuer, policy, Clock.systemUTC(), ProofOfPossession.none());
        guard.awaitKeys();
        return guard;
    }

    private static SecurityEventListener logging(RecordedEvents events) {
        return SecurityEventListener.all(List.of(SecurityEventListener.toLog(), events));
    }

    private static OrdersGuard reportingTo(
            SecurityEventListener listener,
            RecordedEvents events,
            TestIssuer issuer,
            AccessPolicy policy,
            Clock clock,
            ProofOfPossession proofs) {
        JwkSource keys = JwkSource.discovery(issuer.issuerUri());
        TrustedIssuer trusted =
                TrustedIssuer.of(issuer.issuerUri(), keys, TokenProfile.RFC9068, Set.of("orders"), ALGORITHMS);
        TokenVerifier verifier = TokenVerifier.trusting(List.of(trusted), clock).proving(proofs);
        VerificationBudget budget = VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime);
        return new OrdersGuard(
                new RequestGuard(new ServiceName("orders"), policy, verifier, budget, listener), events, keys);
    }

    /** Waits for the keys that the issuer publishes. */
    void awaitKeys() throws InterruptedException {
        if (!keys.awaitKeys(PATIENCE)) {
            throw new AssertionError("no keys within " + PATIENCE);
        }
    }

    @Override
    public void close() {
        keys.close();
    }
}
