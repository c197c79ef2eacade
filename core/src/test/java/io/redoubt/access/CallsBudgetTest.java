package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.access.Callers.Request;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.ClientAuthentication;
import io.redoubt.token.Introspection;
import io.redoubt.token.JwkSource;
import io.redoubt.token.Refusal;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import io.redoubt.token.Verification;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls that opaque tokens need: shared out like checks, but not with them. */
class CallsBudgetTest {

    private static final int CALLS = 16;
    private static final String FORGER = "198.51.100.66";
    private static final String ALICE = "192.0.2.1";
    private static final String BOB = "192.0.2.2";

    private static final Verification INACTIVE = Refusal.of(Reason.INACTIVE);
    private static final Verification OVERLOADED = Refusal.of(Reason.OVERLOADED);

    private final TestIssuer issuer = TestIssuer.start();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final VirtualTime time = new VirtualTime();
    private final VerificationBudget budget = new VerificationBudget(1, TrustedProxies.none(), time, time);
    private final Callers callers = new Callers(budget, time);

    @AfterEach
    void stop() {
        callers.close();
        threads.shutdownNow();
        issuer.close();
    }

    @Test
    void makesSixteenCallsAtOnce() {
        List<Request> calls = callers.call(CALLS + 2, ALICE);

        assertThat(calls.subList(0, CALLS)).allMatch(Request::isChecked);
        assertThat(calls.subList(CALLS, CALLS + 2)).allMatch(Request::waits);
        assertThat(calls.get(0).finish(INACTIVE)).isEqualTo(INACTIVE);
        Callers.await(() -> calls.get(CALLS).isChecked());
        assertThat(calls.get(CALLS + 1).waits()).isTrue();
    }

    /** Found in review: one client with random texts took every call, and the others got 503. */
    @Test
    void leavesTurnsToAnotherBesideAFloodOfRandomTexts() {
        List<Request> flood = callers.call(CALLS + 65, FORGER);
        Request alice = callers.call(ALICE);
        Request bob = callers.call(BOB);

        assertThat(flood.get(CALLS + 64).answer()).isEqualTo(OVERLOADED);
        callers.finishAll(INACTIVE);
        assertThat(callers.started().subList(CALLS, CALLS + 4))
                .containsExactly(flood.get(CALLS), alice, bob, flood.get(CALLS + 1));
    }

    @Test
    void waitForHalfASecondAtMost() {
        callers.call(CALLS, FORGER);
        Request alice = callers.call(ALICE);
        callers.advance(Duration.ofMillis(500).minusNanos(1));
        assertThat(alice.waits()).isTrue();

        callers.advance(Duration.ofNanos(1));

        assertThat(alice.answer()).isEqualTo(OVERLOADED);
    }

    @Test
    void holdNoCheckUpNorTheReverse() {
        callers.call(CALLS + 65, FORGER);
        Request check = callers.send(ALICE);
        assertThat(check.isChecked()).isTrue();
        Request waits = callers.send(ALICE);
        assertThat(waits.waits()).isTrue();

        callers.started().get(0).finish(INACTIVE);

        assertThat(waits.waits()).isTrue();
        check.finish(INACTIVE);
        Callers.await(waits::isChecked);
        try (Callers others = new Callers(new VerificationBudget(1, TrustedProxies.none(), time, time), time)) {
            others.send(65, FORGER);
            assertThat(others.call(CALLS, ALICE)).allMatch(Request::isChecked);
        }
    }

    @Test
    void makeThePeerOfAGoodTokenKnown() {
        callers.call(BOB).finish(goodToken());
        callers.call(CALLS, FORGER);
        Request unknown = callers.call(ALICE);
        Request known = callers.call(BOB);
        Request knownCheck = callers.send(BOB);

        callers.started().get(1).finish(INACTIVE);

        Callers.await(known::isChecked);
        assertThat(unknown.waits()).isTrue();
        assertThat(knownCheck.isChecked()).isTrue();
    }

    @Test
    void giveTheirTurnBackWhenTheyFail() {
        List<Request> calls = callers.call(CALLS + 1, ALICE);

        calls.get(0).finishBy(new IllegalStateException("on purpose"));

        Callers.await(() -> calls.get(CALLS).isChecked());
    }

    @Test
    void takeTheirTurnAtTheGuard() throws Exception {
        RequestGuard guard = guard();
        String opaque = issuer.opaqueToken(issuer.token());
        List<Request> flood = callers.call(CALLS, FORGER);
        Future<Decision> decision = threads.submit(() -> guard.check(facts(opaque)));
        Callers.await(() -> budget.waiting() == 1);
        assertThat(issuer.introspection().requests()).isZero();
        assertThat(guard.check(facts(issuer.token().sign()))).isInstanceOf(Decision.Allowed.class);

        flood.get(0).finish(INACTIVE);

        assertThat(decision.get(1, TimeUnit.MINUTES)).isInstanceOf(Decision.Allowed.class);
        callers.call(FORGER);
        Future<Decision> remembered = threads.submit(() -> guard.check(facts(opaque))); // so it needs no turn
        assertThat(remembered.get(1, TimeUnit.MINUTES)).isInstanceOf(Decision.Allowed.class);
        assertThat(issuer.introspection().requests()).isOne();
    }

    private static RequestFacts facts(String token) {
        return ARequest.of("GET", "/orders")
                .field("Authorization", "Bearer " + token)
                .from(ALICE)
                .facts();
    }

    private RequestGuard guard() {
        AccessPolicy policy = AccessPolicy.builder()
                .rule("/orders", Requirement.authenticated())
                .build();
        return new RequestGuard(new ServiceName("orders"), policy, verifier(), budget, event -> {});
    }

    private Verification goodToken() {
        return verifier().verify(issuer.token().sign());
    }

    private TokenVerifier verifier() {
        issuer.registerClient("orders", "zx81secret");
        TrustedIssuer trusted = TrustedIssuer.of(
                        issuer.issuerUri(),
                        JwkSource.fixed(issuer.jwkSet()),
                        TokenProfile.RFC9068,
                        Set.of("orders"),
                        Set.of(SignatureAlgorithm.ES256))
                .introspecting(Introspection.at(
                        issuer.introspectionUri().toString(),
                        ClientAuthentication.secret("orders", "zx81secret"),
                        new SecureRandom()));
        return TokenVerifier.trusting(List.of(trusted), Clock.systemUTC());
    }
}
