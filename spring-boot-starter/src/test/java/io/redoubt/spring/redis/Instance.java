package io.redoubt.spring.redis;

import io.redoubt.MacKeys;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.state.Staleness;
import io.redoubt.state.StateNames;
import io.redoubt.state.TokenIdentity;
import io.redoubt.state.WhenDown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** One instance of the service orders, with a connection of its own that has the timeouts of an unwary application. */
final class Instance implements AutoCloseable {

    static final String ISSUER = "https://idp.example";
    static final StateNames NAMES = new StateNames(new TrustDomain("shop.example"), new ServiceName("orders"));
    static final Duration LIFE = Duration.ofHours(25);

    private static final Duration PATIENT = Duration.ofSeconds(50);
    private static final Duration HASTY = Duration.ofMillis(250);

    private final LettuceConnectionFactory connections;
    private final RedisState state;

    private Instance(
            RedisProcess redis,
            StateNames names,
            WhenDown whenDown,
            Persistence persistence,
            Clock clock,
            Duration limit) {
        this.connections = new LettuceConnectionFactory("127.0.0.1", redis.port());
        connections.afterPropertiesSet();
        Staleness staleness = new Staleness(Duration.ofSeconds(2), whenDown);
        RedisStateOptions options = new RedisStateOptions(names, LIFE, staleness, persistence);
        this.state = new RedisState(connections, options, clock, System::nanoTime, limit);
        state.start();
    }

    /** {@return one that waits for its answers, however slow this machine is} */
    static Instance of(RedisProcess redis) {
        return new Instance(redis, NAMES, WhenDown.CLOSED, Persistence.UNKNOWN, Clock.systemUTC(), PATIENT);
    }

    /** {@return one that waits no longer than requests may} */
    static Instance hasty(RedisProcess redis, WhenDown whenDown) {
        return new Instance(redis, NAMES, whenDown, Persistence.UNKNOWN, Clock.systemUTC(), HASTY);
    }

    static Instance attesting(RedisProcess redis) {
        return new Instance(redis, NAMES, WhenDown.CLOSED, Persistence.ATTESTED, Clock.systemUTC(), PATIENT);
    }

    /** {@return one with a keyset} */
    static Instance under(RedisProcess redis, MacKeys keys) {
        return under(redis, keys, Persistence.UNKNOWN);
    }

    static Instance under(RedisProcess redis, MacKeys keys, Persistence persistence) {
        return new Instance(redis, NAMES.under(keys), WhenDown.CLOSED, persistence, Clock.systemUTC(), PATIENT);
    }

    static Instance withClock(RedisProcess redis, Clock clock) {
        return new Instance(redis, NAMES, WhenDown.CLOSED, Persistence.UNKNOWN, clock, PATIENT);
    }

    RedisState state() {
        return state;
    }

    StringRedisTemplate redis() {
        return new StringRedisTemplate(connections);
    }

    /** {@return whether a token of alice is refused that was issued a minute ago} */
    boolean refusesAlice() {
        TokenIdentity alice = new TokenIdentity(
                ISSUER,
                Optional.of("jti-1"),
                Optional.of("sid-1"),
                "alice",
                Optional.of("shop-web"),
                Set.of("es256-1"),
                Instant.now().minusSeconds(60));
        return state.revocations().against(alice).isPresent();
    }

    @Override
    public void close() {
        state.close();
        connections.destroy();
    }
}
