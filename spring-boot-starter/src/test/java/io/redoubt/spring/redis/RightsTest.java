package io.redoubt.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.redoubt.state.Revocation;
import io.redoubt.state.SingleUse;
import io.redoubt.state.Staleness;
import io.redoubt.state.Use;
import io.redoubt.state.WhenDown;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;

/** What the page about fleets says that a user of Redis must be allowed. */
@Timeout(120)
class RightsTest {

    private static final Path PAGE = Path.of("..", "docs", "fleet.md");
    private static final Pattern SENTENCE =
            Pattern.compile("a user that may use (?<commands>[^.]+) on `(?<keys>redoubt:\\*)`");
    private static final Pattern COMMAND = Pattern.compile("[A-Z]{3,}");
    private static final String PASSWORD = "password-of-a-test";

    @Test
    void areEnoughForAllThatTheStateAsks() throws Exception {
        try (RedisProcess redis = RedisProcess.start();
                BareStore store = new BareStore(redis)) {
            allow(store, Files.readString(PAGE));
            LettuceConnectionFactory connections = connectedTo(redis);
            try (RedisState state = state(connections)) {
                state.start();
                Patience.await("the heartbeat", state::isInTouch);
                state.revocations().revoke(new Revocation.OfToken(Instance.ISSUER, "jti-1"));
                Patience.await(
                        "the line",
                        () -> store.redis().hasKey(Keys.of(Instance.NAMES).passing()));

                assertThat(state.replayGuard().firstUse(notYetUsed())).isEqualTo(Use.FIRST);
                assertThat(refused(redis))
                        .as("the driver says its own name, and goes on where it may not")
                        .isSubsetOf("client");
            } finally {
                connections.destroy();
            }
        }
    }

    private static void allow(BareStore store, String page) {
        Matcher sentence = SENTENCE.matcher(page);
        assertThat(sentence.find()).isTrue();
        List<String> rights =
                new ArrayList<>(List.of("SETUSER", "orders", "on", ">" + PASSWORD, "~" + sentence.group("keys")));
        COMMAND.matcher(sentence.group("commands")).results().forEach(it -> rights.add("+" + it.group()));
        byte[][] arguments =
                rights.stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        store.redis().execute((RedisCallback<Object>) connection -> connection.execute("ACL", arguments));
    }

    /** {@return the commands that were refused to the user} */
    private static List<Object> refused(RedisProcess redis) {
        RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().aclLog().stream()
                    .map(entry -> entry.get("object"))
                    .toList();
        } finally {
            client.shutdown();
        }
    }

    private static LettuceConnectionFactory connectedTo(RedisProcess redis) {
        RedisStandaloneConfiguration where = new RedisStandaloneConfiguration("127.0.0.1", redis.port());
        where.setUsername("orders");
        where.setPassword(PASSWORD);
        LettuceConnectionFactory connections = new LettuceConnectionFactory(where);
        connections.afterPropertiesSet();
        return connections;
    }

    private static RedisState state(LettuceConnectionFactory connections) {
        RedisStateOptions options = new RedisStateOptions(
                Instance.NAMES,
                Instance.LIFE,
                new Staleness(Duration.ofSeconds(30), WhenDown.CLOSED),
                Persistence.UNKNOWN);
        return new RedisState(connections, options, Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(50));
    }

    private static SingleUse notYetUsed() {
        Instant now = Instant.now();
        return new SingleUse(
                SingleUse.Scope.ELEVATION, Instance.ISSUER, "jti-1", now.plusSeconds(60), now.plusSeconds(90));
    }
}
