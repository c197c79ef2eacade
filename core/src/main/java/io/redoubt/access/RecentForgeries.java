package io.redoubt.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * When the latest bad signatures were seen. Forgeries are about after 16 within ten seconds: fewer are mistakes, or
 * somebody's attempt to make the service impatient with everybody for nothing. Thread-safe, without a lock.
 */
final class RecentForgeries {

    static final int MANY = 16;

    private static final long MEMORY_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLongArray latest = new AtomicLongArray(MANY); // a ring
    private final AtomicInteger next = new AtomicInteger();

    RecentForgeries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        long longAgo = nanoTime.getAsLong() - MEMORY_NANOS;
        for (int i = 0; i < MANY; i++) {
            latest.set(i, longAgo);
        }
    }

    void add() {
        latest.set(Math.floorMod(next.getAndIncrement(), MANY), nanoTime.getAsLong());
    }

    /** {@return whether the last ten seconds saw so many} */
    boolean areAbout() {
        long now = nanoTime.getAsLong();
        for (int i = 0; i < MANY; i++) {
            if (now - latest.get(i) >= MEMORY_NANOS) {
                return false;
            }
        }
        return true;
    }
}
