package io.redoubt.spring.redis;

import io.redoubt.state.ReplayGuard;
import io.redoubt.state.RevocationReplica;
import io.redoubt.state.Revocations;
import io.redoubt.state.WhenDown;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The state that the instances of a service share in Redis 6.2 or newer: what was used, and what is revoked. The starter
 * makes it; applications inject {@link ReplayGuard} and {@link Revocations}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RedisState implements SmartLifecycle, AutoCloseable {

    /** A request waits for the replay guard no longer than this. */
    private static final Duration LIMIT = Duration.ofMillis(250);

    private static final int MOST_AT_A_TIME = 8;
    private static final int MOST_WAITING = 256;

    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final Duration WAIT_FOR_THE_FIRST = Duration.ofSeconds(3);

    /** After the connection, before the web server; and the other way round when the application stops. */
    private static final int PHASE = 1000;

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");

    private final RedisReplayGuard store;
    private final ReplayGuard replayGuard;
    private final RedisRevocationLog lines;
    private final RevocationReplica replica;
    private final DurabilityCheck durability;
    private final String consequence;
    private final AtomicBoolean checked = new AtomicBoolean();
    private final AtomicReference<@Nullable ScheduledExecutorService> running = new AtomicReference<>();

    /**
     * Calls nobody yet.
     *
     * @param connections of the application
     * @param options how the service uses the store
     * @param clock by which items and revocations end
     * @param nanoTime monotonic time
     */
    public RedisState(
            RedisConnectionFactory connections, RedisStateOptions options, Clock clock, LongSupplier nanoTime) {
        this(connections, options, clock, nanoTime, LIMIT);
    }

    RedisState(
            RedisConnectionFactory connections,
            RedisStateOptions options,
            Clock clock,
            LongSupplier nanoTime,
            Duration limit) {
        StringRedisTemplate redis = new StringRedisTemplate(connections);
        Keys keys = Keys.of(options.names());
        this.store = new RedisReplayGuard(
                redis,
                keys,
                options.persistence(),
                clock,
                new BoundedCalls(MOST_AT_A_TIME, MOST_WAITING, limit, nanoTime));
        this.replayGuard = options.staleness().whenDown() == WhenDown.LOCAL
                ? new WithLocalMemory(store, ReplayGuard.inProcess(clock, nanoTime))
                : store;
        this.lines = new RedisRevocationLog(redis, keys, options.persistence(), options.maxTokenLifetime(), nanoTime);
        this.replica = RevocationReplica.of(
                lines, options.names(), options.maxTokenLifetime(), options.staleness(), clock, nanoTime);
        this.consequence = options.staleness().whenDown() == WhenDown.CLOSED
                ? "requests with tokens get 503"
                : "this instance goes on with what it knows by itself";
        this.durability = new DurabilityCheck(redis, nanoTime);
    }

    /** {@return what was used, by any instance} */
    public ReplayGuard replayGuard() {
        return replayGuard;
    }

    /** {@return what is revoked, by any instance} */
    public Revocations revocations() {
        return replica.revocations();
    }

    /** {@return whether the store was heard within the accepted time; otherwise this instance is on its own} */
    public boolean isInTouch() {
        return replica.isInTouch();
    }

    /** Starts the heartbeat, and waits a moment for the first one; a store that is down does not stop the start. */
    @Override
    public void start() {
        ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "redoubt-state");
            thread.setDaemon(true);
            return thread;
        });
        if (!running.compareAndSet(null, heart)) {
            heart.shutdown();
            return;
        }
        CountDownLatch first = new CountDownLatch(1);
        ScheduledFuture<?> unused =
                heart.scheduleWithFixedDelay(() -> beat(first), 0, HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (!first.await(WAIT_FOR_THE_FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("redoubt: redis has not answered yet; until it does, {}", consequence);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat(CountDownLatch first) {
        if (replica.synchronise()) {
            if (checked.compareAndSet(false, true)) {
                durability.run();
            }
            first.countDown();
        }
    }

    /** Ends the heartbeat. */
    @Override
    public void stop() {
        ScheduledExecutorService heart = running.getAndSet(null);
        if (heart != null) {
            heart.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Ends the heartbeat, and every call that is under way. */
    @Override
    public void close() {
        stop();
        store.close();
        lines.close();
    }
}
