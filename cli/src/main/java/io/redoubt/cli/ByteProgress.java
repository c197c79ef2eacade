package io.redoubt.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** How much was masked, and how fast: a line that is written over and over, and is gone when all is done. For one thread. */
final class ByteProgress {

    private static final long EACH_NANOS = 200_000_000;
    private static final double MEGABYTE = 1e6;
    private static final double NANOS = 1e9;

    private final PrintStream err;
    private final boolean shown;
    private final LongSupplier nanoTime;
    private final long began;
    private final AtomicLong told = new AtomicLong();

    ByteProgress(PrintStream err, boolean shown, LongSupplier nanoTime) {
        this.err = err;
        this.shown = shown;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.told.set(began);
    }

    void at(long bytes, long findings) {
        long now = nanoTime.getAsLong();
        if (shown && now - told.get() >= EACH_NANOS) {
            told.set(now);
            double rate = bytes / MEGABYTE / (Math.max(1, now - began) / NANOS);
            err.print(ProgressBar.CLEAR
                    + String.format(Locale.ROOT, "%,.0f MB, %,.0f MB/s, %,d found", bytes / MEGABYTE, rate, findings));
            err.flush();
        }
    }

    void end() {
        if (shown) {
            err.print(ProgressBar.CLEAR);
            err.flush();
        }
    }
}
