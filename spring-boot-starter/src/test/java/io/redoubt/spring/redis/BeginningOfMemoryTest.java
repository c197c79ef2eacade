package io.redoubt.spring.redis;

import static io.redoubt.state.SingleUse.Scope.DPOP_PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.state.SingleUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both scripts that ask since when the store remembers, and a Redis whose heartbeat nobody renews meanwhile. */
@Timeout(120)
class BeginningOfMemoryTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration A_MOMENT = Duration.ofMinutes(2); // of the slowest machine

    private final RedisProcess redis = RedisProcess.start();
    private final BareStore store = new BareStore(redis);

    @AfterEach
    void stop() {
        store.close();
        redis.close();
    }

    /** The two that ask. */
    enum Script {
        FIRST_USE {
            @Override
            void run(BareStore store, Persistence persistence) {
                try (RedisReplayGuard guard =
                        new RedisReplayGuard(store.redis(), KEYS, persistence, Clock.systemUTC(), calls())) {
                    Instant now = Instant.now();
                    guard.firstUse(new SingleUse(DPOP_PROOF, "key", "1", now, now.plusSeconds(90)));
                }
            }
        },
        EXCHANGE {
            @Override
            void run(BareStore store, Persistence persistence) {
                try (RedisRevocationLog log =
                        new RedisRevocationLog(store.redis(), KEYS, persistence, Instance.LIFE, System::nanoTime)) {
                    Patience.await(
                            "an exchange", () -> log.exchange("", List.of()).isPresent());
                }
            }
        };

        private static final Keys KEYS = Keys.of(Instance.NAMES);

        private static BoundedCalls calls() {
            return new BoundedCalls(1, 1, Duration.ofSeconds(50), System::nanoTime);
        }

        abstract void run(BareStore store, Persistence persistence);
    }

    @ParameterizedTest
    @EnumSource
    void comesWithWhoAsksFirst(Script script) {
        script.run(store, Persistence.ATTESTED);

        assertThat(store.age()).isBetween(Duration.ZERO, A_MOMENT);
    }

    @ParameterizedTest
    @EnumSource
    void staysWhileTheFleetIsHeard(Script script) {
        store.began(HOUR);
        store.lastHeard(Duration.ZERO);

        script.run(store, Persistence.UNKNOWN);

        assertThat(store.age()).isGreaterThanOrEqualTo(HOUR);
    }

    /** The store may be back with an older snapshot, or be a replica that was behind. */
    @ParameterizedTest
    @EnumSource
    void comesAnewAfterASilenceOfElevenSeconds(Script script) {
        store.began(HOUR);
        store.lastHeard(Duration.ofSeconds(11));

        script.run(store, Persistence.UNKNOWN);

        assertThat(store.age()).isBetween(Duration.ZERO, A_MOMENT);
    }

    @ParameterizedTest
    @EnumSource
    void comesAnewWhereNothingWasHeard(Script script) {
        store.began(HOUR);

        script.run(store, Persistence.UNKNOWN);

        assertThat(store.age()).isBetween(Duration.ZERO, A_MOMENT);
    }

    /** The clock of the store was set back, or is that of another server: nobody can tell how long the silence was. */
    @ParameterizedTest
    @EnumSource
    void comesAnewWhereTheLastHeartbeatLiesAhead(Script script) {
        store.began(HOUR);
        store.lastHeard(HOUR.negated());

        script.run(store, Persistence.UNKNOWN);

        assertThat(store.age()).isBetween(Duration.ZERO, A_MOMENT);
    }

    @ParameterizedTest
    @EnumSource
    void staysInSpiteOfASilenceWhereItIsAttestedThatNothingIsLost(Script script) {
        store.began(HOUR);
        store.lastHeard(HOUR);

        script.run(store, Persistence.ATTESTED);

        assertThat(store.age()).isGreaterThanOrEqualTo(HOUR);
    }

    /** Found by review: proofs were refused until the clock had caught up, which could be a day. */
    @ParameterizedTest
    @EnumSource
    void doesNotLieAhead(Script script) {
        store.began(Duration.ofDays(-1));
        store.lastHeard(Duration.ZERO);

        script.run(store, Persistence.ATTESTED);

        assertThat(store.age()).isBetween(Duration.ZERO, A_MOMENT);
    }
}
