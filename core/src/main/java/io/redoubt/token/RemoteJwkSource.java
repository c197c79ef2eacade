package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.Defect;
import io.redoubt.token.KeySetException.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a snapshot of a key set that is fetched over the network, on one background thread: nobody who verifies a token
 * ever waits for a fetch, and a failed fetch changes nothing until the snapshot is too old.
 *
 * <p>All waiting is the executor's, which counts monotonic time: a clock that is set back or forward changes nothing.
 */
final class RemoteJwkSource extends JwkSource {

    private static final Logger log = LoggerFactory.getLogger(RemoteJwkSource.class);

    private final KeySetFetcher fetcher;
    private final RefreshPolicy policy;
    private final ScheduledThreadPoolExecutor executor;

    private final AtomicReference<@Nullable KeySnapshot> current = new AtomicReference<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch firstGoodSet = new CountDownLatch(1);
    private final AtomicReference<UnknownKeys> unknownKeys = new AtomicReference<>(UnknownKeys.MAY_FETCH);

    // Only the executor's thread touches these.
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<@Nullable Future<?>> nextFetch = new AtomicReference<>();
    private final AtomicReference<@Nullable Future<?>> tooOld = new AtomicReference<>();

    RemoteJwkSource(KeySetFetcher fetcher, RefreshPolicy policy) {
        this.fetcher = fetcher;
        this.policy = policy;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "redoubt-keys");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        // After the end there is nothing left to do, and nobody to be told of it.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    static RemoteJwkSource of(KeySetFetcher fetcher) {
        return new RemoteJwkSource(fetcher, RefreshPolicy.DEFAULT);
    }

    @Override
    public boolean awaitKeys(Duration atMost) throws InterruptedException {
        return firstGoodSet.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int usableKeys() {
        KeySnapshot snapshot = current.get();
        return snapshot == null ? 0 : snapshot.size();
    }

    @Override
    boolean holdsSecrets() {
        return false;
    }

    @Override
    Optional<String> issuer() {
        return Optional.of(fetcher.issuer());
    }

    @Override
    KeySnapshot snapshot() throws RefusedException {
        KeySnapshot snapshot = current.get();
        if (snapshot == null) {
            throw new RefusedException(Reason.KEYS_UNAVAILABLE);
        }
        return snapshot;
    }

    @Override
    void start() {
        if (started.compareAndSet(false, true)) {
            executor.execute(this::refresh);
        }
    }

    /**
     * However often this is called, there is at most one fetch in each pause. A call that comes too early is not lost: it
     * has the set fetched when the pause is over, so that a forger who uses up the fetch of now delays a rotation by a
     * pause at most, and cannot hide it.
     */
    @Override
    void unknownKeyAsked() {
        if (unknownKeys.get() == UnknownKeys.FETCH_LATER) {
            return;
        }
        UnknownKeys before = unknownKeys.getAndUpdate(
                state -> state == UnknownKeys.MAY_FETCH ? UnknownKeys.PAUSE : UnknownKeys.FETCH_LATER);
        if (before == UnknownKeys.MAY_FETCH) {
            executor.execute(this::fetchForUnknownKey);
        }
    }

    private void fetchForUnknownKey() {
        Future<?> unused = schedule(this::endPause, policy.unknownKeyPause());
        refresh();
    }

    private void endPause() {
        if (!unknownKeys.compareAndSet(UnknownKeys.PAUSE, UnknownKeys.MAY_FETCH)) {
            unknownKeys.set(UnknownKeys.PAUSE);
            fetchForUnknownKey();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** {@return whether the background thread has ended within this time after {@link #close()}} */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return executor.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        cancel(nextFetch.get());
        Duration pause = policy.firstRetry();
        try {
            pause = fetch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (RuntimeException | LinkageError e) {
            pause = refused("an unexpected " + Defect.name(e));
        } finally {
            // Whatever happened, the chain of fetches must not end with it.
            nextFetch.set(schedule(this::refresh, pause));
        }
    }

    /** {@return how long to wait before the next fetch} */
    private Duration fetch() throws InterruptedException {
        try {
            fetcher.fetch().ifPresentOrElse(this::accept, this::keep);
            failures.set(0);
            return policy.interval();
        } catch (KeySetException e) {
            if (e.severity() == Severity.COMPROMISE) {
                forget();
                log.error("keys of {}: the issuer's keys are in other hands, and no longer used", fetcher.issuer());
            }
            return refused(e.getMessage());
        }
    }

    /** The set is what it was, as its server says: that is as good as having it sent again. */
    private void keep() {
        cancel(tooOld.get());
        tooOld.set(schedule(this::forgetOldSet, policy.maxStale()));
        if (failures.get() > 0) {
            log.info("keys of {}: {} usable", fetcher.issuer(), usableKeys());
        }
    }

    /**
     * First the new keys are published, then the withdrawn ones retired. Whoever meets a retired key so finds its successor
     * in the current snapshot ({@link JwkSource#verify}), and no token of a key that stays is refused meanwhile: such a key
     * is one object in both snapshots, and never retired. A withdrawn key's tokens pass until it is retired, and none when
     * this method has returned.
     */
    private void accept(KeySnapshot fetched) {
        KeySnapshot previous = current.get();
        KeySnapshot snapshot = previous == null ? fetched : fetched.keepingSlotsOf(previous);
        current.set(snapshot);
        if (previous != null) {
            previous.retireAllBut(snapshot);
        }
        firstGoodSet.countDown();
        cancel(tooOld.get());
        tooOld.set(schedule(this::forgetOldSet, policy.maxStale()));
        if (previous == null || failures.get() > 0 || !previous.quarantined().equals(snapshot.quarantined())) {
            report(snapshot);
        }
    }

    private void report(KeySnapshot snapshot) {
        log.info("keys of {}: {} usable", fetcher.issuer(), snapshot.size());
        snapshot.quarantined().forEach(why -> log.warn("keys of {}: {}; not used", fetcher.issuer(), why));
        if (snapshot.tellsOfACompromise()) {
            log.error(
                    "keys of {}: the issuer publishes secret halves of its keys; tell it to replace them",
                    fetcher.issuer());
        }
    }

    /** {@return how long to wait before the next try} */
    private Duration refused(String problem) {
        Duration pause = policy.retryAfter(failures.incrementAndGet());
        log.warn(
                "keys of {}: {}; {}; next try in {} s",
                fetcher.issuer(),
                problem,
                current.get() == null ? "tokens are answered with 503" : "the last good set stays in use",
                pause.toSeconds());
        return pause;
    }

    private void forgetOldSet() {
        forget();
        log.error("keys of {}: none fetched for {}; tokens are answered with 503", fetcher.issuer(), policy.maxStale());
    }

    private void forget() {
        fetcher.forget(); // or the next answer would be "unchanged" from a set that is gone
        KeySnapshot old = current.getAndSet(null);
        if (old != null) {
            old.retireAll();
        }
    }

    private Future<?> schedule(Runnable task, Duration pause) {
        return executor.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void cancel(@Nullable Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }

    /** What a token with an unknown key id leads to. */
    private enum UnknownKeys {
        /** A fetch, at once. */
        MAY_FETCH,
        /** A fetch when the pause is over. */
        PAUSE,
        /** Nothing: that fetch is coming. */
        FETCH_LATER
    }
}
