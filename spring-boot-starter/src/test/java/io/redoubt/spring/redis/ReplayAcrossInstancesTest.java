package io.redoubt.spring.redis;

import static io.redoubt.state.SingleUse.Scope.DPOP_PROOF;
import static io.redoubt.state.SingleUse.Scope.ELEVATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.state.SingleUse;
import io.redoubt.state.Use;
import io.redoubt.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Found by review: replays that passed where clocks differ, or where a store was back with older data. */
@Timeout(120)
class ReplayAcrossInstancesTest {

    private static final Keys KEYS = Keys.of(Instance.NAMES);
    private static final Duration HOUR = Duration.ofHours(1);

    /** The clocks of two instances may differ by 5 s; the one that is ahead takes an item for shorter. */
    @Test
    void rememberAnItemForAsLongAsTheSlowestClockOfTheFleetTakesIt() {
        Instant now = Instant.now();
        try (RedisProcess redis = RedisProcess.start();
                Instance ahead = Instance.withClock(redis, TestClock.at(now.plusSeconds(5)));
                Instance exact = Instance.withClock(redis, TestClock.at(now));
                BareStore store = new BareStore(redis)) {
            store.began(HOUR);
            SingleUse proof = new SingleUse(
                    DPOP_PROOF,
                    "key",
                    "1",
                    now.minusSeconds(116),
                    now.plusSeconds(5).plusMillis(1));

            assertThat(use(ahead, proof)).isEqualTo(Use.FIRST);

            assertThat(left(ahead, proof)).isGreaterThan(Duration.ofSeconds(5));
            assertThat(use(exact, proof)).isEqualTo(Use.REPLAYED);
        }
    }

    @Test
    void rememberAnItemForAClockThatIsSetBackByAMinute() {
        TestClock clock = TestClock.at(Instant.now());
        try (RedisProcess redis = RedisProcess.start();
                Instance instance = Instance.withClock(redis, clock);
                BareStore store = new BareStore(redis)) {
            store.began(HOUR);
            Instant now = clock.instant();
            SingleUse proof = new SingleUse(DPOP_PROOF, "key", "1", now.minusSeconds(90), now.plusSeconds(30));

            assertThat(use(instance, proof)).isEqualTo(Use.FIRST);
            clock.advance(Duration.ofMinutes(-1));

            assertThat(left(instance, proof)).isGreaterThan(Duration.ofSeconds(60));
            assertThat(use(instance, proof)).isEqualTo(Use.REPLAYED);
        }
    }

    /** As Redis comes: snapshots, no file to append to. The marker is as old as ever, and what was noted since is gone. */
    @Test
    void letNoReplayPassWhenTheStoreIsBackWithAnOlderSnapshot() {
        try (RedisProcess redis = RedisProcess.start("--appendonly", "no");
                BareStore store = new BareStore(redis)) {
            store.began(HOUR);
            store.lastHeard(HOUR);
            store.save();
            try (Instance one = Instance.of(redis)) {
                store.began(HOUR);
                Instant now = Instant.now();
                SingleUse elevation = new SingleUse(
                        ELEVATION, "https://idp.example", "1", now.minusSeconds(30), now.plusSeconds(300));
                assertThat(use(one, elevation)).isEqualTo(Use.FIRST);

                redis.kill();
                redis.restart();

                assertThat(firstAnswer(one, elevation)).isEqualTo(Use.FORGOTTEN);
            }
        }
    }

    /** The memory begins with the instances, and not with the first client that it then has to turn away. */
    @Test
    void beginTheMemoryWithTheHeartbeat() {
        try (RedisProcess redis = RedisProcess.start();
                Instance one = Instance.of(redis)) {
            Patience.await("a heartbeat", () -> one.redis().hasKey(KEYS.heartbeat()));

            assertThat(one.redis().hasKey(KEYS.marker())).isTrue();
        }
    }

    private static Duration left(Instance instance, SingleUse item) {
        return Duration.ofMillis(
                instance.redis().getExpire(KEYS.used(Instance.NAMES.of(item).get(0)), TimeUnit.MILLISECONDS));
    }

    private static Use use(Instance instance, SingleUse item) {
        return instance.state().replayGuard().firstUse(item);
    }

    private static Use firstAnswer(Instance instance, SingleUse item) {
        Use[] answer = {Use.UNAVAILABLE};
        Patience.await("an answer", () -> {
            answer[0] = use(instance, item);
            return answer[0] != Use.UNAVAILABLE;
        });
        return answer[0];
    }
}
