package io.redoubt.field.jdbc;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps one worker at its rate: rows that were too early are made up for before the next page. What it did not use is gone, so that
 * no burst follows a quiet hour. For one thread.
 */
final class RowRate {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final OptionalInt rowsPerSecond;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final AtomicLong nextAt;

    RowRate(OptionalInt rowsPerSecond, LongSupplier nanoTime, Pause pause) {
        this.rowsPerSecond = rowsPerSecond;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.nextAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** Waits until so many rows are due. */
    void passed(int rows) throws InterruptedException {
        if (rowsPerSecond.isEmpty()) {
            return;
        }
        long now = nanoTime.getAsLong();
        long early = nextAt.addAndGet(rows * NANOS_PER_SECOND / rowsPerSecond.getAsInt()) - now;
        if (early > 0) {
            pause.pass(Duration.ofNanos(early));
        } else {
            nextAt.set(now);
        }
    }
}
