package io.redoubt.spring;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes part in jobs on one thread, from when the application has started until it stops: then it ends with the page of rows that it
 * is in, and what is left goes to another instance. Thread-safe.
 */
final class FieldJobWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");

    private final JobRound round;
    private final ThreadFactory threads;
    private final Duration patience;
    private final Semaphore woken = new Semaphore(0);
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    /** @param patience how long a stop waits for the page */
    FieldJobWorker(JobRound round, ThreadFactory threads, Duration patience) {
        this.round = round;
        this.threads = threads;
        this.patience = patience;
    }

    @Override
    public void start() {
        Thread begun = threads.newThread(this::work);
        if (thread.compareAndSet(null, begun)) {
            begun.start();
        }
    }

    private void work() {
        try {
            while (isRunning()) {
                Duration wait = round.run();
                woken.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is to stop
        }
    }

    /** Has the next round begin now. */
    void wake() {
        woken.release();
    }

    /** Has the next round take an inventory, now or once this instance is done with its job. */
    void takeInventory() {
        round.wantInventory();
        wake();
    }

    @Override
    public boolean isRunning() {
        return thread.get() != null;
    }

    @Override
    public void stop() {
        Thread ending = thread.getAndSet(null);
        if (ending == null) {
            return;
        }
        ending.interrupt();
        try {
            ending.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (ending.isAlive()) {
            log.warn(
                    "redoubt: a page of rows of a field job did not end within {} s; it is done again",
                    patience.toSeconds());
        }
    }
}
