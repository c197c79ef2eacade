package io.redoubt.spring.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Keeps callers from waiting, one after the other, for a store that does not answer. Thread-safe. */
final class Breaker {

    private static final int FAILURES_IN_A_ROW = 5;
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong openUntil = new AtomicLong();

    Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** {@return whether a call may be tried: any while the store answers, then one a second} */
    boolean permits() {
        if (failures.get() < FAILURES_IN_A_ROW) {
            return true;
        }
        long now = nanoTime.getAsLong();
        long until = openUntil.get();
        return now - until >= 0 && openUntil.compareAndSet(until, now + PAUSE_NANOS);
    }

    void succeeded() {
        failures.set(0);
    }

    void failed() {
        // The pause first: who sees the last failure must see it.
        openUntil.set(nanoTime.getAsLong() + PAUSE_NANOS);
        failures.incrementAndGet();
    }
}
