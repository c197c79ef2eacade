package io.redoubt.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Events and time that pass when a test says so. */
final class ScriptedEvents implements DirectoryEvents {

    static final Duration INTERVAL = Duration.ofSeconds(30);

    private final BlockingQueue<Boolean> script = new LinkedBlockingQueue<>();
    private final Semaphore idle = new Semaphore(0);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final BooleanSupplier unrest;

    /** @param unrest whether another event follows shortly after one */
    ScriptedEvents(BooleanSupplier unrest) {
        this.unrest = unrest;
    }

    ScriptedEvents() {
        this(() -> false);
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        if (!atMost.equals(INTERVAL)) {
            return unrest.getAsBoolean();
        }
        idle.release();
        return !closed.get() && script.take();
    }

    @Override
    public void close() {
        closed.set(true);
        script.add(false);
    }

    /** Something happens in the directory. Returns when the watch is done with it. */
    void happen() throws InterruptedException {
        script.add(true);
        awaitIdle();
    }

    /** The interval passes. Returns when the watch is done with it. */
    void pass() throws InterruptedException {
        script.add(false);
        awaitIdle();
    }

    /** The interval passes, and the test goes on. */
    void passMeanwhile() {
        script.add(false);
    }

    void awaitIdle() throws InterruptedException {
        assertThat(idle.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
    }
}
