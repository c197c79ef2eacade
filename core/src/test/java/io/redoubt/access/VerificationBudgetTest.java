package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.Reason;
import io.redoubt.access.Callers.Request;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.JwkSource;
import io.redoubt.token.Refusal;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import io.redoubt.token.Verification;
import io.redoubt.token.VerifiedToken;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationBudgetTest {

    private static final String FORGER = "198.51.100.66";
    private static final String ALICE = "192.0.2.1";
    private static final String BOB = "192.0.2.2";
    private static final String PROXY = "10.0.0.1";

    private static final Verification GOOD = goodToken();
    private static final Verification FORGED = Refusal.of(Reason.BAD_SIGNATURE);
    private static final Verification EXPIRED = Refusal.of(Reason.EXPIRED);
    private static final Verification OVERLOADED = Refusal.of(Reason.OVERLOADED);

    private final VirtualTime time = new VirtualTime();
    private final VerificationBudget budget = budget(1);
    private final Callers callers = new Callers(budget, time);

    @AfterEach
    void stop() {
        callers.close();
    }

    @Test
    void handsAGoodTokenOnAsItIs() {
        assertThat(budget.at(ALICE).admit(() -> GOOD)).isSameAs(GOOD).isInstanceOf(VerifiedToken.class);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void handsEveryRefusalOnAsItIs(Reason reason) {
        Refusal refusal = new Refusal(reason, "a detail");

        assertThat(budget.at(ALICE).admit(() -> refusal)).isSameAs(refusal);
    }

    @Test
    void checksAsManyAtOnceAsThereArePermits() {
        VerificationBudget three = budget(3);
        try (Callers many = new Callers(three, time)) {
            List<Request> requests = many.send(5, ALICE);

            assertThat(requests).extracting(Request::isChecked).containsExactly(true, true, true, false, false);
            requests.get(1).finish(EXPIRED);
            Callers.await(() -> requests.get(3).isChecked());
            assertThat(requests.get(4).waits()).isTrue();
            many.finishAll(EXPIRED);
            assertThat(requests).extracting(Request::answer).containsOnly(EXPIRED);
        }
    }

    @Test
    void letsPeersTakeTurns() {
        List<Request> flood = callers.send(5, FORGER);
        Request alice = callers.send(ALICE);
        Request bob = callers.send(BOB);

        callers.finishAll(EXPIRED);

        assertThat(callers.started())
                .containsExactly(flood.get(0), flood.get(1), alice, bob, flood.get(2), flood.get(3), flood.get(4));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @ValueSource(strings = {"2001:db8::2", "2001:db8:0:0:9::"})
    void countsASubnetAsOnePeer(String neighbour) {
        List<Request> flood = callers.send(3, "2001:db8::1");
        Request sameSubnet = callers.send(neighbour);
        Request alice = callers.send("2001:db8:0:1::1");

        callers.finishAll(EXPIRED);

        assertThat(callers.started()).containsExactly(flood.get(0), flood.get(1), alice, flood.get(2), sameSubnet);
    }

    @Test
    void lets256WaitAndRefusesTheNewestOfThePeerThatHasTheMost() {
        callers.send(BOB);
        List<Request> flood = callers.send(64, FORGER);
        List<Request> others = IntStream.range(0, 4)
                .mapToObj(i -> callers.send(48, "203.0.113." + i))
                .flatMap(List::stream)
                .toList();

        assertThat(flood).allMatch(Request::waits);
        assertThat(others).allMatch(Request::waits);
        assertThat(budget.waiting()).isEqualTo(256);

        Request alice = callers.send(ALICE);

        assertThat(flood.get(63).answer()).isEqualTo(OVERLOADED);
        assertThat(others).allMatch(Request::waits);
        assertThat(alice.waits()).isTrue();
        assertThat(budget.waiting()).isEqualTo(256);
        callers.finishAll(EXPIRED);
        assertThat(callers.started().indexOf(alice)).isEqualTo(6); // after Bob and one of each
    }

    @Test
    void prefersAPeerThatSentAGoodToken() {
        budget.at(ALICE).admit(() -> GOOD);
        callers.send(BOB);
        List<Request> crowd = crowd();

        Request unknown = callers.send(BOB);
        Request known = callers.send(ALICE);

        assertThat(unknown.answer()).isEqualTo(OVERLOADED);
        assertThat(crowd.get(255).answer()).isEqualTo(OVERLOADED);
        callers.finishAll(EXPIRED);
        assertThat(callers.started().get(1)).isSameAs(known);
    }

    @ParameterizedTest(name = "after {0} ms")
    @ValueSource(longs = {599_999, 600_000})
    void prefersItForTenMinutes(long millis) {
        budget.at(ALICE).admit(() -> GOOD);
        callers.advance(Duration.ofMillis(millis));
        callers.send(BOB);
        crowd();

        assertThat(callers.send(ALICE).isRefused()).isEqualTo(millis == 600_000);
    }

    /** Else whoever hides behind the same proxy, or sends no address, would be preferred for another's good token. */
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {PROXY, "", "unknown"})
    void prefersNobodyForTheGoodTokenOfAnother(String address) {
        budget.at(address).admit(() -> GOOD);
        callers.send(BOB);
        Request first = callers.send(ALICE);
        callers.send(address);

        callers.finishAll(EXPIRED);

        assertThat(callers.started().get(1)).isSameAs(first);
    }

    @Test
    void waitsForHalfASecondInCalm() {
        assertThat(isRefusedAfter(Duration.ofMillis(500).minusNanos(1))).isFalse();
        assertThat(isRefusedAfter(Duration.ofMillis(500))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void waitsLessWhileForgeriesAreAbout(Reason reason) {
        send(RecentForgeries.MANY, Refusal.of(reason));

        assertThat(isRefusedAfter(Duration.ofMillis(50).minusNanos(1))).isFalse();
        assertThat(isRefusedAfter(Duration.ofMillis(50)))
                .isEqualTo(reason == Reason.BAD_SIGNATURE || reason == Reason.PROOF_BAD_SIGNATURE);
    }

    /** Found in review: one forged token in ten seconds made the service impatient with everybody. */
    @Test
    void staysCalmWhileForgeriesDrip() {
        send(RecentForgeries.MANY - 1, FORGED);
        assertThat(isRefusedAfter(Duration.ofMillis(50))).isFalse();

        callers.advance(Duration.ofSeconds(10));
        Duration sixteenInTenSeconds = Duration.ofSeconds(10).dividedBy(RecentForgeries.MANY - 1);
        Duration probe = Duration.ofMillis(50);
        for (int i = 0; i < 100; i++) {
            callers.advance(sixteenInTenSeconds.plusNanos(1).minus(probe));
            send(1, FORGED);
            assertThat(isRefusedAfter(probe)).isFalse();
        }
    }

    @Test
    void isCalmAgainTenSecondsAfterTheFirstOfTheLastForgeries() {
        send(3, FORGED);
        callers.advance(Duration.ofSeconds(1));
        send(RecentForgeries.MANY, FORGED);
        send(1, GOOD);
        callers.advance(Duration.ofSeconds(10).minusNanos(1));
        Request among = waiting();
        callers.advance(Duration.ofNanos(1));
        Request calm = callers.send(BOB);

        callers.advance(Duration.ofMillis(50));

        assertThat(among.answer()).isEqualTo(OVERLOADED);
        assertThat(calm.waits()).isTrue();
    }

    /** What waits holds a thread of the server; a flood must not sit on all of them. */
    @Test
    void lets32OfOnePeerWaitWhileForgeriesAreAbout() {
        send(RecentForgeries.MANY, FORGED);
        callers.send(BOB);
        List<Request> flood = callers.send(33, FORGER);
        List<Request> proxied = callers.send(65, PROXY);

        assertThat(waitingAt(flood, i -> i < 32)).isTrue();
        assertThat(waitingAt(proxied, i -> i < 64)).isTrue();
        assertThat(callers.send(ALICE).waits()).isTrue();
    }

    /** Found in review: one expired token, sent on 200 connections, held every thread of a server for half a second. */
    @ParameterizedTest(name = "known: {0}")
    @ValueSource(booleans = {false, true})
    void lets64OfOnePeerWaitInCalm(boolean known) {
        send(1, known ? GOOD : EXPIRED);
        callers.send(BOB);
        List<Request> flood = callers.send(65, FORGER);

        assertThat(waitingAt(flood, i -> i < 64)).isTrue();
        assertThat(flood.get(64).answer()).isEqualTo(OVERLOADED);
        assertThat(callers.send(ALICE).waits()).isTrue();
    }

    /** Many honest clients may stand behind one proxy, and nobody can tell. */
    @Test
    void letsAProxyHaveEveryPlaceInCalm() {
        callers.send(BOB);

        assertThat(callers.send(256, PROXY)).allMatch(Request::waits);
        assertThat(callers.send(PROXY).answer()).isEqualTo(OVERLOADED);
    }

    @Test
    void leavesThePermitToWhoStillWaits() {
        Request checked = callers.send(BOB);
        Request late = callers.send(ALICE);
        callers.advance(Duration.ofMillis(300));
        Request next = callers.send(ALICE);
        callers.advance(Duration.ofMillis(200));
        assertThat(late.answer()).isEqualTo(OVERLOADED);

        checked.finish(EXPIRED);

        assertThat(next.finish(GOOD)).isSameAs(GOOD);
        assertThat(late.isChecked()).isFalse();
        assertThatEveryPermitIsFree();
    }

    @Test
    void getsThePermitBackFromACheckThatThrows() {
        Request failing = callers.send(BOB);
        Request next = callers.send(ALICE);

        failing.finishBy(new IllegalStateException("on purpose"));

        assertThat(next.finish(GOOD)).isSameAs(GOOD);
        assertThatThrownBy(() -> budget.at(BOB).admit(() -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThatEveryPermitIsFree();
    }

    @Test
    void refusesWhoIsInterruptedAndLeavesItsFlagSet() {
        Request checked = callers.send(BOB);
        AtomicInteger flags = new AtomicInteger();
        Thread interrupted = new Thread(() -> {
            Verification answer = budget.at(ALICE).admit(() -> GOOD);
            flags.set(answer.equals(OVERLOADED) && Thread.currentThread().isInterrupted() ? 1 : 2);
        });
        interrupted.start();
        Callers.await(() -> time.sleeps(interrupted) > 0);

        interrupted.interrupt();
        Callers.await(() -> flags.get() > 0);

        assertThat(flags).hasValue(1);
        assertThat(budget.waiting()).isZero();
        checked.finish(GOOD);
        assertThatEveryPermitIsFree();
    }

    @Test
    void checksForAnInterruptedThreadThatNeedNotWait() {
        Thread.currentThread().interrupt();

        assertThat(budget.at(ALICE).admit(() -> GOOD)).isSameAs(GOOD);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** A permit that was handed to a thread that never comes for it would be lost for good. */
    @Test
    void losesNoPermitWhenAThreadCannotWait() {
        AtomicInteger parked = new AtomicInteger();
        VerificationBudget broken = new VerificationBudget(1, TrustedProxies.none(), time, nanos -> {
            parked.incrementAndGet();
            throw new IllegalStateException("cannot park");
        });

        Verification outer = broken.at(ALICE).admit(() -> {
            assertThatThrownBy(() -> broken.at(BOB).admit(() -> GOOD)).hasMessage("cannot park");
            return GOOD;
        });

        assertThat(outer).isSameAs(GOOD);
        assertThat(parked).hasValue(1);
        assertThat(broken.waiting()).isZero();
        assertThat(broken.at(BOB).admit(() -> GOOD)).isSameAs(GOOD);
    }

    @Test
    void losesNoPermitThatIsHandedToAThreadAsItFails() {
        List<Runnable> meanwhile = new ArrayList<>();
        VerificationBudget broken = new VerificationBudget(1, TrustedProxies.none(), time, nanos -> {
            meanwhile.forEach(Runnable::run);
            throw new IllegalStateException("cannot park");
        });
        try (Callers others = new Callers(broken, time)) {
            Request checked = others.send(ALICE);
            meanwhile.add(() -> checked.finish(GOOD));

            assertThatThrownBy(() -> broken.at(BOB).admit(() -> GOOD)).hasMessage("cannot park");

            assertThat(broken.at(BOB).admit(() -> GOOD)).isSameAs(GOOD);
        }
    }

    /** Found in writing: who sees no free permit, and begins to wait after it was given back, would wait for nobody. */
    @Test
    void noticesAPermitThatBecomesFreeAsItBeginsToWait() {
        List<Runnable> meanwhile = new ArrayList<>();
        LongSupplier nanoTime = () -> {
            List<Runnable> once = List.copyOf(meanwhile);
            meanwhile.clear();
            once.forEach(Runnable::run);
            return 0;
        };
        VerificationBudget one = new VerificationBudget(1, TrustedProxies.none(), nanoTime, nanos -> {
            throw new IllegalStateException("has to wait");
        });
        try (Callers others = new Callers(one, time)) {
            Request checked = others.send(ALICE);
            meanwhile.add(() -> checked.finish(EXPIRED));

            assertThat(one.at(BOB).admit(() -> GOOD)).isSameAs(GOOD);
        }
    }

    @Test
    void halfOfTheProcessorsIsAtLeastOne() {
        VerificationBudget real = VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime);

        assertThat(real.at(ALICE).admit(() -> GOOD)).isSameAs(GOOD);
    }

    private void send(int tokens, Verification result) {
        for (int i = 0; i < tokens; i++) {
            budget.at(FORGER).admit(() -> result);
        }
    }

    private boolean isRefusedAfter(Duration wait) {
        try (Callers once = new Callers(budget, time)) {
            once.send(BOB);
            Request waits = once.send(ALICE);
            once.advance(wait);
            return waits.isRefused();
        }
    }

    /** {@return as many requests as can wait, each from an address of its own} */
    private List<Request> crowd() {
        return IntStream.range(0, 256)
                .mapToObj(i -> callers.send("203.0.113." + i))
                .toList();
    }

    private Request waiting() {
        callers.send(BOB);
        return callers.send(ALICE);
    }

    private static boolean waitingAt(List<Request> requests, IntPredicate expected) {
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).waits() != expected.test(i)) {
                return false;
            }
        }
        return true;
    }

    private void assertThatEveryPermitIsFree() {
        assertThat(budget.waiting()).isZero();
        assertThat(budget.at("192.0.2.99").admit(() -> GOOD)).isSameAs(GOOD);
    }

    private VerificationBudget budget(int permits) {
        return new VerificationBudget(permits, TrustedProxies.at(List.of(PROXY)), time, time);
    }

    private static Verification goodToken() {
        try (TestIssuer issuer = TestIssuer.start()) {
            TrustedIssuer trusted = TrustedIssuer.of(
                    issuer.issuerUri(),
                    JwkSource.fixed(issuer.jwkSet()),
                    TokenProfile.RFC9068,
                    Set.of("orders"),
                    Set.of(SignatureAlgorithm.ES256));
            return TokenVerifier.trusting(List.of(trusted), Clock.systemUTC())
                    .verify(issuer.token().sign());
        }
    }
}
