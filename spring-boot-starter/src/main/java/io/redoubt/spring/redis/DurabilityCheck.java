package io.redoubt.spring.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Says once what a store lacks that must not lose what it was told. It changes nothing there. */
final class DurabilityCheck {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final StringRedisTemplate redis;
    private final LongSupplier nanoTime;

    DurabilityCheck(StringRedisTemplate redis, LongSupplier nanoTime) {
        this.redis = redis;
        this.nanoTime = nanoTime;
    }

    void run() {
        try (BoundedCalls calls = new BoundedCalls(1, 1, LIMIT, nanoTime)) {
            Optional<Properties> info = calls.call(() -> redis.execute((RedisCallback<Properties>) this::info));
            List<String> findings = findings(info.orElseGet(Properties::new));
            if (!findings.isEmpty()) {
                log.warn("redoubt: state in redis: {}", String.join("; ", findings));
            }
        }
    }

    /** INFO, because CONFIG is often forbidden. */
    private Properties info(RedisConnection connection) {
        Properties all = new Properties();
        for (String section : List.of("persistence", "memory")) {
            Properties some = connection.serverCommands().info(section);
            if (some != null) {
                all.putAll(some);
            }
        }
        return all;
    }

    static List<String> findings(Properties info) {
        List<String> findings = new ArrayList<>();
        String appending = info.getProperty("aof_enabled");
        if (appending == null) {
            findings.add("it does not say whether it appends to a file: make sure of appendonly yes");
        } else if (!appending.equals("1")) {
            findings.add("it does not append to a file, so a restart forgets what was used and revoked since the last"
                    + " snapshot: set appendonly yes");
        }
        String policy = info.getProperty("maxmemory_policy");
        if (policy == null) {
            findings.add("it does not say what it evicts: make sure of maxmemory-policy noeviction");
        } else if (!policy.equals("noeviction")) {
            findings.add("it evicts when it is full, and so forgets what was used and revoked:"
                    + " set maxmemory-policy noeviction");
        }
        return findings;
    }
}
