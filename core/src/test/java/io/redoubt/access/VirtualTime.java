package io.redoubt.access;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Time that stands still until it is told to move, and the sleep of threads by it. Thread-safe. */
final class VirtualTime implements LongSupplier, Parking {

    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - 1); // soon beyond the largest number, as is allowed
    private final Map<Thread, Integer> sleeps = new ConcurrentHashMap<>();

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    @Override
    public void park(long atMostNanos) {
        sleeps.merge(Thread.currentThread(), 1, Integer::sum);
        LockSupport.park(this);
    }

    /** Lets time pass, and has every thread that ever slept look at the time. */
    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
        sleeps.keySet().forEach(LockSupport::unpark);
    }

    /** {@return how often this thread went to sleep; once it did, it notices when time passes} */
    int sleeps(Thread thread) {
        return sleeps.getOrDefault(thread, 0);
    }
}
