package io.redoubt.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.state.Revocation;
import io.redoubt.state.Revocation.OfClient;
import io.redoubt.state.Revocation.OfKey;
import io.redoubt.state.Revocation.OfSession;
import io.redoubt.state.Revocation.OfSubject;
import io.redoubt.state.Revocation.OfToken;
import io.redoubt.state.WhenDown;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.core.RedisCallback;

/** Two instances and one Redis. */
@Timeout(120)
class RedisRevocationsTest {

    private static final Keys KEYS = Keys.of(Instance.NAMES);
    private static final OfClient CLIENT = new OfClient(Instance.ISSUER, "shop-web");
    private static final OfToken TOKEN = new OfToken(Instance.ISSUER, "jti-1");

    private final RedisProcess redis = RedisProcess.start();
    private final Instance one = Instance.of(redis);
    private final Instance other = Instance.of(redis);

    @AfterEach
    void stop() {
        one.close();
        other.close();
        redis.close();
    }

    static Stream<Revocation> revocations() {
        return Stream.of(
                TOKEN,
                new OfSession(Instance.ISSUER, "sid-1"),
                new OfSubject(Instance.ISSUER, "alice", Instant.now()),
                CLIENT,
                new OfKey(Instance.ISSUER, "es256-1"));
    }

    @ParameterizedTest
    @MethodSource("revocations")
    void areHeededByTheOthersAndByWhoComesLater(Revocation revocation) {
        assertThat(other.refusesAlice()).isFalse();

        one.state().revocations().revoke(revocation);

        assertThat(one.refusesAlice()).isTrue();
        Patience.await("the revocation", other::refusesAlice);
        try (Instance third = Instance.of(redis)) {
            Patience.await("the revocation", third::refusesAlice);
        }
    }

    @Test
    void areLiftedEverywhere() {
        one.state().revocations().revoke(CLIENT);
        Patience.await("the revocation", other::refusesAlice);

        assertThat(other.state().revocations().lift(CLIENT)).isTrue();

        Patience.await("the lift", () -> !one.refusesAlice());
    }

    @Test
    void areHeededAtOnceAndPublishedWhenTheStoreIsBack() {
        redis.kill();
        one.state().revocations().revoke(TOKEN);
        assertThat(one.refusesAlice()).isTrue();

        redis.restart();

        Patience.await("the revocation", other::refusesAlice);
    }

    @ParameterizedTest
    @MethodSource("revocations")
    void areGivenBackToAnEmptiedStore(Revocation revocation) {
        one.state().revocations().revoke(revocation);
        Patience.await("the revocation", other::refusesAlice);

        redis.kill();
        redis.restartEmpty();
        Patience.await("the line", () -> lines() > 0);

        assertThat(one.refusesAlice()).isTrue();
        assertThat(other.refusesAlice()).isTrue();
        try (Instance third = Instance.of(redis)) {
            Patience.await("the revocation", third::refusesAlice);
        }
    }

    @Test
    void areStillThereWhenTheStoreAndEveryInstanceRestart() {
        one.state().revocations().revoke(TOKEN);
        one.state().revocations().revoke(CLIENT);
        Patience.await("both lines", () -> lines() == 2);
        one.close();
        other.close();
        redis.kill();
        redis.restart();

        try (Instance third = Instance.of(redis)) {
            Patience.await("the revocation", third::refusesAlice);
            Patience.await("both", () -> third.state().revocations().size() == 2);
        }
    }

    @Test
    void areCurrentOnlyWhileTheStoreIsHeard() {
        Patience.await("the heartbeat", () -> one.state().isInTouch());

        redis.kill();
        Patience.await("staleness", () -> !one.state().revocations().areCurrent());
        assertThat(one.state().isInTouch()).isFalse();

        redis.restart();
        Patience.await("the heartbeat", () -> one.state().revocations().areCurrent());
    }

    @Test
    void areNotCurrentBeforeTheStoreWasHeardOnce() {
        redis.kill();

        try (Instance third = Instance.of(redis);
                Instance local = Instance.hasty(redis, WhenDown.LOCAL)) {
            assertThat(third.state().revocations().areCurrent()).isFalse();
            assertThat(local.state().revocations().areCurrent()).isTrue();
            assertThat(local.state().isInTouch()).isFalse();

            redis.restart();
            Patience.await("the heartbeat", () -> third.state().revocations().areCurrent());
            Patience.await("the heartbeat", () -> local.state().isInTouch());
        }
    }

    @Test
    void areNotCurrentWhileTheStoreHangs() {
        redis.freeze();
        try {
            Patience.await("staleness", () -> !one.state().revocations().areCurrent());
        } finally {
            redis.thaw();
        }
        Patience.await("the heartbeat", () -> one.state().revocations().areCurrent());
    }

    /** A replica that lost its master goes on repeating what it knew. */
    @Test
    void areNotCurrentWhileTheStoreCannotBeWrittenTo() {
        configure("min-replicas-to-write", "1");
        Patience.await("staleness", () -> !one.state().revocations().areCurrent());

        configure("min-replicas-to-write", "0");
        Patience.await("the heartbeat", () -> one.state().revocations().areCurrent());
    }

    /** It may revoke anything: perhaps a newer version of this service wrote it. */
    @Test
    void areNotCurrentBehindALineThatCannotBeRead() {
        one.redis().opsForStream().add(KEYS.passing(), Map.of("kind", "unheard-of", "name", "x", "at", "y"));
        Patience.await("staleness", () -> !one.state().revocations().areCurrent());

        one.redis().delete(KEYS.passing());
        Patience.await("the heartbeat", () -> one.state().revocations().areCurrent());
    }

    @Test
    void leaveTheLogWhenNoTokenCanLiveThatIsMeantAndNotBefore() {
        long old = Instant.now().minus(Instance.LIFE).minus(Duration.ofHours(1)).toEpochMilli();
        for (int i = 0; i < 300; i++) {
            add(KEYS.passing(), "passing", old, i);
            add(KEYS.standing(), "standing", old, i);
        }
        one.state().revocations().revoke(TOKEN);
        Patience.await("the revocation", other::refusesAlice);

        assertThat(one.redis().opsForStream().size(KEYS.passing()))
                .as("in whole nodes of a hundred lines")
                .isLessThan(150L);
        assertThat(one.redis().opsForStream().size(KEYS.standing())).isEqualTo(300L);
        Patience.await("300 clients, 1 token", () -> one.state().revocations().size() == 301);
    }

    /** Found by review: such a line left the log with the others, and who came later did not know of it. */
    @Test
    void stayInTheLogWhileTheyMeanTokensThatAreYetToBeIssued() {
        one.state()
                .revocations()
                .revoke(new OfSubject(Instance.ISSUER, "alice", Instant.now().plus(Duration.ofDays(7))));
        one.state()
                .revocations()
                .revoke(new OfSubject(Instance.ISSUER, "bob", Instant.now().plusSeconds(30)));
        Patience.await("both lines", () -> lines() == 2);

        assertThat(one.redis().opsForStream().size(KEYS.standing())).isEqualTo(1L);
        assertThat(one.redis().opsForStream().size(KEYS.passing())).isEqualTo(1L);
        Patience.await("the revocation", other::refusesAlice);
    }

    @Test
    void sayNobodysNameInTheStore() {
        revocations().forEach(one.state().revocations()::revoke);
        Patience.await("all lines", () -> lines() == 5);

        assertThat(one.redis().opsForStream().range(KEYS.passing(), Range.unbounded()))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.getValue().toString())
                        .doesNotContain("alice", "jti-1", "sid-1", Instance.ISSUER));
        assertThat(one.redis().keys("*")).allSatisfy(key -> assertThat(key).startsWith(KEYS.prefix()));
    }

    private void add(String stream, String kind, long millis, int number) {
        Map<String, String> fields = Map.of(
                "kind",
                kind,
                "name",
                "old-" + number,
                "at",
                Instant.ofEpochMilli(millis).toString(),
                "before",
                "");
        one.redis().opsForStream().add(MapRecord.create(stream, fields).withId(RecordId.of(millis, number + 1)));
    }

    private long lines() {
        return Stream.of(KEYS.passing(), KEYS.standing())
                .mapToLong(stream -> one.redis().opsForStream().size(stream))
                .sum();
    }

    private void configure(String name, String value) {
        one.redis().execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().setConfig(name, value);
            return null;
        });
    }
}
