package io.redoubt.spring.redis;

import static io.redoubt.state.SingleUse.Scope.DPOP_PROOF;
import static io.redoubt.state.SingleUse.Scope.ELEVATION;
import static io.redoubt.state.SingleUse.Scope.LOGOUT_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.state.SingleUse;
import io.redoubt.state.Use;
import io.redoubt.state.WhenDown;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.core.RedisCallback;

/** Two instances and one Redis, which has run for an hour unless a test says otherwise. */
@Timeout(120)
class RedisReplayGuardTest {

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Keys KEYS = Keys.of(Instance.NAMES);

    private final RedisProcess redis = RedisProcess.start();
    private final Instance one = Instance.of(redis);
    private final Instance other = Instance.of(redis);

    @BeforeEach
    void age() {
        long anHourAgo = Instant.now().minus(Duration.ofHours(1)).toEpochMilli();
        one.redis().opsForValue().set(KEYS.marker(), Long.toString(anHourAgo));
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        redis.close();
    }

    @ParameterizedTest
    @EnumSource
    void letsEachItemPassOnceWhereverItComes(SingleUse.Scope scope) {
        SingleUse item = item(scope, "key", "1");

        assertThat(use(one, item)).isEqualTo(Use.FIRST);
        assertThat(use(one, item)).isEqualTo(Use.REPLAYED);
        assertThat(use(other, item)).isEqualTo(Use.REPLAYED);
        assertThat(use(other, item(scope, "key", "2"))).isEqualTo(Use.FIRST);
        assertThat(use(other, item(scope, "another key", "1"))).isEqualTo(Use.FIRST);
    }

    @Test
    void letsOneOfManyPassThatComeAtOnce() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 50; round++) {
                SingleUse proof = item(DPOP_PROOF, "key", "proof-" + round);
                CountDownLatch ready = new CountDownLatch(threads);
                List<Future<Use>> uses = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    Instance instance = i % 2 == 0 ? one : other;
                    uses.add(pool.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return use(instance, proof);
                    }));
                }
                assertThat(results(uses)).containsOnlyOnce(Use.FIRST).containsOnly(Use.FIRST, Use.REPLAYED);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** A minute's worth of 200 a second, all at once. */
    @Test
    void neverRefusesALegitimateClient() {
        Map<Use, Integer> uses = new EnumMap<>(Use.class);

        for (int i = 0; i < 200 * 60; i++) {
            uses.merge(use(i % 2 == 0 ? one : other, item(DPOP_PROOF, "key", "proof-" + i)), 1, Integer::sum);
        }

        assertThat(uses).containsOnly(Map.entry(Use.FIRST, 12_000));
    }

    @Test
    void keepsAnItemALittleLongerThanItCouldBeUsedAndHidesWhoseItIs() {
        SingleUse proof = item(DPOP_PROOF, "alice's key", "jti-of-alice");
        use(one, proof);

        Long left = one.redis().getExpire(KEYS.used(Instance.NAMES.of(proof).get(0)), TimeUnit.MILLISECONDS);
        assertThat(Duration.ofMillis(left))
                .as("with a minute for clocks that differ or are set back")
                .isGreaterThan(Duration.between(Instant.now(), proof.until()).plusSeconds(59))
                .isLessThanOrEqualTo(Duration.ofSeconds(150));
        assertThat(one.redis().keys("*"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key).startsWith(KEYS.prefix()).doesNotContain("alice"));
        assertThat(one.redis().getExpire(KEYS.quota(proof))).isBetween(1L, 90L);
        assertThat(one.redis().getExpire(KEYS.total(proof))).isBetween(1L, 91L);
    }

    @Test
    void refusesAKeyBeyondItsQuotaAndNoOther() {
        SingleUse proof = item(DPOP_PROOF, "key", "1");
        one.redis().opsForValue().set(KEYS.quota(proof), "89999", Duration.ofSeconds(60));

        assertThat(use(one, proof)).isEqualTo(Use.FIRST);
        assertThat(use(other, item(DPOP_PROOF, "key", "2"))).isEqualTo(Use.OVER_QUOTA);
        assertThat(use(other, item(DPOP_PROOF, "another key", "2"))).isEqualTo(Use.FIRST);
        assertThat(use(other, proof)).isEqualTo(Use.REPLAYED);
    }

    @Test
    void hasNoQuotaForAnIssuer() {
        SingleUse token = item(ELEVATION, "https://idp.example", "1");
        one.redis().opsForValue().set(KEYS.quota(token), "900000", Duration.ofSeconds(60));

        assertThat(use(one, token)).isEqualTo(Use.FIRST);
    }

    @Test
    void refusesWhereThereIsNoRoomInItsScope() {
        SingleUse proof = item(DPOP_PROOF, "key", "1");
        one.redis().opsForValue().set(KEYS.total(proof), "999999", Duration.ofSeconds(60));

        assertThat(use(one, proof)).isEqualTo(Use.FIRST);
        assertThat(use(other, item(DPOP_PROOF, "key", "2"))).isEqualTo(Use.FULL);
        assertThat(use(other, item(LOGOUT_TOKEN, "https://idp.example", "2"))).isEqualTo(Use.FIRST);
    }

    @Test
    void knowsNothingOfWhatMayHaveBeenUsedBeforeTheStoreBegan() {
        one.redis().delete(KEYS.marker());

        assertThat(use(one, item(DPOP_PROOF, "key", "1"))).isEqualTo(Use.FORGOTTEN);
        assertThat(use(other, item(DPOP_PROOF, "key", "1"))).isEqualTo(Use.FORGOTTEN);
        assertThat(use(other, item(ELEVATION, "https://idp.example", "1"))).isEqualTo(Use.FORGOTTEN);
        assertThat(use(other, notYetUsed("2"))).isEqualTo(Use.FIRST);
    }

    @Test
    void trustsAStoreOfWhichItIsAttestedThatItLosesNothing() {
        one.redis().delete(KEYS.marker());

        try (Instance attesting = Instance.attesting(redis)) {
            assertThat(use(attesting, item(ELEVATION, "https://idp.example", "1")))
                    .isEqualTo(Use.FIRST);
            assertThat(use(attesting, item(ELEVATION, "https://idp.example", "1")))
                    .isEqualTo(Use.REPLAYED);
            assertThat(use(attesting, item(DPOP_PROOF, "key", "1")))
                    .as("a client makes a new proof in a moment")
                    .isEqualTo(Use.FORGOTTEN);
        }
    }

    /** Only ages are compared. */
    @Test
    void needNotAgreeWithTheStoreAboutTheTime() {
        for (long hours : new long[] {-48, 48}) {
            TestClock clock = TestClock.at(Instant.now().plus(Duration.ofHours(hours)));
            try (Instance astray = Instance.withClock(redis, clock)) {
                SingleUse proof = issued(DPOP_PROOF, "key " + hours, "1", clock.instant());
                assertThat(use(astray, proof)).isEqualTo(Use.FIRST);
                assertThat(use(astray, proof)).isEqualTo(Use.REPLAYED);

                one.redis().delete(KEYS.marker());
                assertThat(use(astray, issued(DPOP_PROOF, "key", "2", clock.instant())))
                        .isEqualTo(Use.FORGOTTEN);
                age();
            }
        }
    }

    @Test
    void forgetsWhatCannotBeUsedAnyMore() {
        SingleUse over = issued(DPOP_PROOF, "key", "1", Instant.now().minusSeconds(90));

        assertThat(use(one, over)).isEqualTo(Use.FORGOTTEN);
    }

    @Test
    void takesMomentsThatAreFartherAwayThanRedisKnows() {
        SingleUse everlasting = new SingleUse(
                ELEVATION, "https://idp.example", "1", Instant.now().plusSeconds(60), Instant.MAX);

        assertThat(use(one, everlasting)).isEqualTo(Use.FIRST);
        assertThat(use(other, everlasting)).isEqualTo(Use.REPLAYED);
        assertThat(use(one, new SingleUse(ELEVATION, "https://idp.example", "2", Instant.MIN, Instant.MAX)))
                .isEqualTo(Use.FORGOTTEN);
        assertThat(use(one, new SingleUse(ELEVATION, "https://idp.example", "3", Instant.MAX, Instant.MAX)))
                .isEqualTo(Use.FIRST);
    }

    @Test
    void refusesAtOnceWhileTheStoreIsDeadAndRemembersWhenItIsBackWithItsData() {
        SingleUse before = item(DPOP_PROOF, "key", "before");
        use(one, before);
        try (Instance hasty = Instance.hasty(redis, WhenDown.CLOSED)) {
            redis.kill();

            assertThat(use(hasty, before)).isEqualTo(Use.UNAVAILABLE);
            assertThat(use(hasty, item(DPOP_PROOF, "key", "meanwhile"))).isEqualTo(Use.UNAVAILABLE);

            redis.restart();
            assertThat(firstAnswer(hasty, before)).isEqualTo(Use.REPLAYED);
            awaitFirst(hasty);
        }
        assertThat(use(other, before)).isEqualTo(Use.REPLAYED);
    }

    @Test
    void letsNoReplayPassAndLocksNobodyOutWhenTheStoreIsBackWithoutItsData() {
        SingleUse before = item(DPOP_PROOF, "key", "before");
        SingleUse elevation = item(ELEVATION, "https://idp.example", "before");
        use(one, before);
        use(one, elevation);
        redis.kill();
        redis.restartEmpty();

        assertThat(firstAnswer(other, before)).isEqualTo(Use.FORGOTTEN);
        assertThat(firstAnswer(one, before)).isEqualTo(Use.FORGOTTEN);
        assertThat(firstAnswer(one, elevation)).isEqualTo(Use.FORGOTTEN);
        awaitFirst(one); // a client that was sent a nonce
        assertThat(use(one, before)).isEqualTo(Use.FORGOTTEN);
    }

    /** The connection's own timeout is a minute; each of 200 requests would wait that long. */
    @Test
    void makesNobodyWaitForAStoreThatHangs() throws Exception {
        int requests = 200;
        ExecutorService pool = Executors.newFixedThreadPool(requests);
        try (Instance hasty = Instance.hasty(redis, WhenDown.CLOSED)) {
            awaitFirst(hasty);
            redis.freeze();
            List<Future<Use>> uses = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                SingleUse proof = item(DPOP_PROOF, "key", "meanwhile-" + i);
                uses.add(pool.submit(() -> use(hasty, proof)));
            }
            for (Future<Use> use : uses) {
                assertThat(use.get(30, TimeUnit.SECONDS)).isEqualTo(Use.UNAVAILABLE);
            }
            redis.thaw();
            awaitFirst(hasty);
        } finally {
            redis.thaw();
            pool.shutdownNow();
        }
    }

    @Test
    void takesAStoreThatCannotBeWrittenToForOneThatIsAway() {
        configure("min-replicas-to-write", "1");
        assertThat(use(one, notYetUsed("1"))).isEqualTo(Use.UNAVAILABLE);

        configure("min-replicas-to-write", "0");
        assertThat(firstAnswer(one, notYetUsed("1"))).isEqualTo(Use.FIRST);
    }

    @Test
    void goesOnWithWhatThisInstanceKnowsWhereThatWasChosen() {
        try (Instance local = Instance.hasty(redis, WhenDown.LOCAL)) {
            SingleUse before = fresh("before");
            SingleUse meanwhile = fresh("meanwhile");
            assertThat(use(local, before)).isEqualTo(Use.FIRST);
            redis.kill();

            assertThat(use(local, before)).isEqualTo(Use.REPLAYED);
            assertThat(use(local, meanwhile)).isEqualTo(Use.FIRST);
            assertThat(use(local, meanwhile)).isEqualTo(Use.REPLAYED);

            redis.restart();
            awaitFirst(one);
            assertThat(use(local, meanwhile)).isEqualTo(Use.REPLAYED);
            assertThat(use(local, before)).isEqualTo(Use.REPLAYED);
        }
    }

    /** Each try is another item: one that got no answer in time may be spent all the same. */
    private static void awaitFirst(Instance instance) {
        AtomicInteger tries = new AtomicInteger();
        Patience.await(
                "an item that passes", () -> use(instance, fresh("try-" + tries.incrementAndGet())) == Use.FIRST);
    }

    private void configure(String name, String value) {
        one.redis().execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().setConfig(name, value);
            return null;
        });
    }

    private static Use use(Instance instance, SingleUse item) {
        return instance.state().replayGuard().firstUse(item);
    }

    /** {@return the first answer of a store that comes back} */
    private static Use firstAnswer(Instance instance, SingleUse item) {
        AtomicReference<Use> answer = new AtomicReference<>(Use.UNAVAILABLE);
        Patience.await("an answer", () -> {
            answer.set(use(instance, item));
            return answer.get() != Use.UNAVAILABLE;
        });
        return answer.get();
    }

    private static List<Use> results(List<Future<Use>> uses) throws Exception {
        List<Use> results = new ArrayList<>();
        for (Future<Use> use : uses) {
            results.add(use.get(60, TimeUnit.SECONDS));
        }
        return results;
    }

    private static SingleUse item(SingleUse.Scope scope, String owner, String id) {
        return issued(scope, owner, id, Instant.now());
    }

    private static SingleUse issued(SingleUse.Scope scope, String owner, String id, Instant issued) {
        return new SingleUse(
                scope, owner, id, issued.minus(SKEW), issued.plusSeconds(60).plus(SKEW));
    }

    /** {@return a proof with a nonce of this moment} */
    private static SingleUse fresh(String id) {
        Instant now = Instant.now();
        return new SingleUse(DPOP_PROOF, "key", id, now, now.plusSeconds(90));
    }

    /** {@return one that nobody can have used yet, whatever the clocks say} */
    private static SingleUse notYetUsed(String id) {
        Instant now = Instant.now();
        return new SingleUse(ELEVATION, "https://idp.example", id, now.plusSeconds(60), now.plusSeconds(90));
    }
}
