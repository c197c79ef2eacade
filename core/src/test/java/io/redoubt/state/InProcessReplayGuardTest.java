package io.redoubt.state;

import static io.redoubt.state.SingleUse.Scope.DPOP_PROOF;
import static io.redoubt.state.SingleUse.Scope.ELEVATION;
import static io.redoubt.state.SingleUse.Scope.LOGOUT_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On virtual time: a memory that began at noon, and proofs of a window of 60 s with a skew of 30 s. */
class InProcessReplayGuardTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private static final Duration KEPT = WINDOW.plus(SKEW).plus(InProcessReplayGuard.MARGIN);

    private final AtomicLong nanoTime = new AtomicLong();
    private final TestClock clock = TestClock.at(NOON);

    @ParameterizedTest
    @EnumSource
    void letsEachItemPassOnce(SingleUse.Scope scope) {
        ReplayGuard guard = warm(ReplayBounds.DEFAULT);

        assertThat(guard.firstUse(item(scope, "key", "1"))).isEqualTo(Use.FIRST);
        assertThat(guard.firstUse(item(scope, "key", "1"))).isEqualTo(Use.REPLAYED);
        assertThat(guard.firstUse(item(scope, "key", "2"))).isEqualTo(Use.FIRST);
    }

    @Test
    void keepsScopesAndOwnersApart() {
        ReplayGuard guard = warm(ReplayBounds.DEFAULT);
        assertThat(guard.firstUse(item(DPOP_PROOF, "key", "1"))).isEqualTo(Use.FIRST);

        assertThat(guard.firstUse(item(ELEVATION, "key", "1"))).isEqualTo(Use.FIRST);
        assertThat(guard.firstUse(item(DPOP_PROOF, "another key", "1"))).isEqualTo(Use.FIRST);
    }

    @Test
    void remembersToTheLastMomentOfItsUseAndNoLonger() {
        ReplayGuard guard = warm(ReplayBounds.DEFAULT);
        SingleUse proof = item(DPOP_PROOF, "key", "1");
        guard.firstUse(proof);

        advance(WINDOW.plus(SKEW).minusNanos(1));
        assertThat(guard.firstUse(proof)).isEqualTo(Use.REPLAYED);

        advance(Duration.ofNanos(1));
        assertThat(guard.firstUse(proof)).as("whose time is over").isEqualTo(Use.FORGOTTEN);
        advance(InProcessReplayGuard.MARGIN);
        assertThat(guard.firstUse(item(DPOP_PROOF, "key", "1")))
                .as("a proof with an id of old")
                .isEqualTo(Use.FIRST);
    }

    @Test
    void forgetsNothingWhenTheWallClockJumpsForwardAndBack() {
        ReplayGuard guard = warm(ReplayBounds.DEFAULT);
        SingleUse proof = item(DPOP_PROOF, "key", "1");
        guard.firstUse(proof);

        clock.advance(Duration.ofHours(1));
        assertThat(guard.firstUse(item(DPOP_PROOF, "key", "2"))).isEqualTo(Use.FIRST);
        clock.advance(Duration.ofHours(-1));

        assertThat(guard.firstUse(proof)).isEqualTo(Use.REPLAYED);
    }

    @Test
    void knowsNothingOfWhatMayHaveBeenUsedBeforeItBegan() {
        ReplayGuard guard = guard(ReplayBounds.DEFAULT);

        assertThat(guard.firstUse(since(NOON.minusNanos(1)))).isEqualTo(Use.FORGOTTEN);
        assertThat(guard.firstUse(since(NOON.minusNanos(1))))
                .as("and is not spent")
                .isEqualTo(Use.FORGOTTEN);
        assertThat(guard.firstUse(since(NOON))).isEqualTo(Use.FIRST);
        assertThat(guard.firstUse(since(NOON))).isEqualTo(Use.REPLAYED);
    }

    /** 200 a second for a minute, each remembered for a minute and a half: all 12,000 at once. */
    @Test
    @Tag("attack-143")
    void neverRefusesALegitimateClient() {
        ReplayGuard guard = warm(ReplayBounds.DEFAULT);
        Map<Use, Integer> uses = new EnumMap<>(Use.class);

        for (int i = 0; i < 200 * 60; i++) {
            uses.merge(guard.firstUse(item(DPOP_PROOF, "key", "proof-" + i)), 1, Integer::sum);
            advance(Duration.ofMillis(5));
        }

        assertThat(uses).containsOnly(Map.entry(Use.FIRST, 12_000));
    }

    /** For as long as it likes: what has gone by makes room. */
    @Test
    void neverRefusesAClientThatStaysBelowItsQuota() {
        ReplayGuard guard = warm(new ReplayBounds(200, 1_000));

        for (int i = 0; i < 10_000; i++) {
            assertThat(guard.firstUse(item(DPOP_PROOF, "key", "proof-" + i))).isEqualTo(Use.FIRST);
            advance(Duration.ofMillis(800)); // 188 are kept at a time
        }
    }

    @Test
    void refusesAKeyBeyondItsQuotaAndNoOther() {
        ReplayGuard guard = warm(new ReplayBounds(100, 1_000));
        use(guard, DPOP_PROOF, "key", 100);

        assertThat(guard.firstUse(item(DPOP_PROOF, "key", "one more"))).isEqualTo(Use.OVER_QUOTA);
        assertThat(guard.firstUse(item(DPOP_PROOF, "key", "0")))
                .as("still remembered")
                .isEqualTo(Use.REPLAYED);
        assertThat(guard.firstUse(item(DPOP_PROOF, "another key", "0"))).isEqualTo(Use.FIRST);

        advance(KEPT);
        assertThat(guard.firstUse(item(DPOP_PROOF, "key", "one more"))).isEqualTo(Use.FIRST);
    }

    @Test
    void hasNoQuotaForAnIssuer() {
        ReplayGuard guard = warm(new ReplayBounds(100, 1_000));

        use(guard, ELEVATION, "https://idp.example", 1_000);
    }

    @Test
    void refusesWhereThereIsNoRoomAndForgetsNothing() {
        ReplayGuard guard = warm(new ReplayBounds(100, 1_000));
        for (int key = 0; key < 10; key++) {
            use(guard, DPOP_PROOF, "key-" + key, 100);
        }

        assertThat(guard.firstUse(item(DPOP_PROOF, "another key", "0"))).isEqualTo(Use.FULL);
        assertThat(guard.firstUse(item(DPOP_PROOF, "key-0", "0"))).isEqualTo(Use.REPLAYED);
        assertThat(guard.firstUse(item(LOGOUT_TOKEN, "https://idp.example", "0")))
                .as("a flood of proofs keeps no logout out")
                .isEqualTo(Use.FIRST);

        advance(KEPT);
        use(guard, DPOP_PROOF, "another key", 100);
    }

    /** An entry that is replaced because its time is over gives its place back, too. */
    @Test
    void countsAnIdThatComesAgainOnce() {
        ReplayGuard guard = warm(new ReplayBounds(1, 1));

        for (int i = 0; i < 100; i++) {
            assertThat(guard.firstUse(item(DPOP_PROOF, "key", "the same"))).isEqualTo(Use.FIRST);
            advance(KEPT);
        }
    }

    @Test
    void countsNothingThatItRefuses() {
        ReplayGuard guard = warm(new ReplayBounds(10, 20));
        for (int i = 0; i < 100; i++) {
            guard.firstUse(item(DPOP_PROOF, "greedy", "proof-" + i));
        }

        use(guard, DPOP_PROOF, "key", 10);
    }

    @Test
    void letsOneOfManyPassThatComeAtOnce() throws Exception {
        ReplayGuard guard = warm(ReplayBounds.DEFAULT);
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 200; round++) {
                SingleUse proof = item(DPOP_PROOF, "key", "proof-" + round);
                CountDownLatch ready = new CountDownLatch(threads);
                List<Future<Use>> uses = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    uses.add(pool.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return guard.firstUse(proof);
                    }));
                }
                assertThat(results(uses)).containsOnlyOnce(Use.FIRST).containsOnly(Use.FIRST, Use.REPLAYED);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Use> results(List<Future<Use>> uses) throws Exception {
        List<Use> results = new ArrayList<>();
        for (Future<Use> use : uses) {
            results.add(use.get());
        }
        return results;
    }

    private static void use(ReplayGuard guard, SingleUse.Scope scope, String owner, int items, Instant now) {
        assertThat(IntStream.range(0, items)
                        .mapToObj(i -> guard.firstUse(item(scope, owner, Integer.toString(i), now)))
                        .distinct())
                .containsExactly(Use.FIRST);
    }

    private void use(ReplayGuard guard, SingleUse.Scope scope, String owner, int items) {
        use(guard, scope, owner, items, clock.instant());
    }

    /** {@return a memory that is older than any proof that comes now} */
    private ReplayGuard warm(ReplayBounds bounds) {
        ReplayGuard guard = guard(bounds);
        advance(Duration.ofHours(1));
        return guard;
    }

    private ReplayGuard guard(ReplayBounds bounds) {
        return new InProcessReplayGuard(clock, nanoTime::get, bounds);
    }

    private void advance(Duration by) {
        clock.advance(by);
        nanoTime.addAndGet(by.toNanos());
    }

    private SingleUse item(SingleUse.Scope scope, String owner, String id) {
        return item(scope, owner, id, clock.instant());
    }

    private static SingleUse item(SingleUse.Scope scope, String owner, String id, Instant issued) {
        return new SingleUse(
                scope, owner, id, issued.minus(SKEW), issued.plus(WINDOW).plus(SKEW));
    }

    private static SingleUse since(Instant freshSince) {
        return new SingleUse(DPOP_PROOF, "key", "1", freshSince, NOON.plusSeconds(90));
    }
}
