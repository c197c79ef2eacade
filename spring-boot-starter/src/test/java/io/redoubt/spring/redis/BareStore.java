package io.redoubt.spring.redis;

import java.time.Duration;
import java.time.Instant;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What a Redis knows of its memory, seen and written by nobody's instance. */
public final class BareStore implements AutoCloseable {

    private static final Keys KEYS = Keys.of(Instance.NAMES);

    private final LettuceConnectionFactory connections;
    private final StringRedisTemplate redis;

    public BareStore(RedisProcess process) {
        this.connections = new LettuceConnectionFactory("127.0.0.1", process.port());
        connections.afterPropertiesSet();
        this.redis = new StringRedisTemplate(connections);
    }

    StringRedisTemplate redis() {
        return redis;
    }

    public void began(Duration ago) {
        redis.opsForValue().set(KEYS.marker(), millis(ago));
    }

    void lastHeard(Duration ago) {
        redis.opsForValue().set(KEYS.heartbeat(), millis(ago));
    }

    /** {@return how long the memory reaches back} */
    Duration age() {
        return Duration.between(
                Instant.ofEpochMilli(Long.parseLong(redis.opsForValue().get(KEYS.marker()))), Instant.now());
    }

    void save() {
        redis.execute((RedisCallback<Object>) connection -> {
            connection.serverCommands().save();
            return null;
        });
    }

    private static String millis(Duration ago) {
        return Long.toString(Instant.now().minus(ago).toEpochMilli());
    }

    @Override
    public void close() {
        connections.destroy();
    }
}
