package io.redoubt.cli;

import io.redoubt.field.jdbc.JobStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How far a job has come, how fast, and how long it will still take: a line that is written over and over, and is gone when all is
 * done. For one thread.
 */
final class RowProgress implements Consumer<JobStatus> {

    private static final double NANOS = 1e9;

    /** The database estimates: only its end says that a job is at its end. */
    private static final int MOST = 99;

    private final PrintStream err;
    private final boolean shown;
    private final LongSupplier nanoTime;
    private final long seenBefore;
    private final long began;

    /** @param start where the job stood when this process joined it */
    RowProgress(PrintStream err, boolean shown, LongSupplier nanoTime, JobStatus start) {
        this.err = err;
        this.shown = shown;
        this.nanoTime = nanoTime;
        this.seenBefore = start.rows().seen();
        this.began = nanoTime.getAsLong();
    }

    @Override
    public void accept(JobStatus status) {
        if (shown) {
            err.print(ProgressBar.CLEAR + line(status));
            err.flush();
        }
    }

    void end() {
        if (shown) {
            err.print(ProgressBar.CLEAR);
            err.flush();
        }
    }

    private String line(JobStatus status) {
        long seen = status.rows().seen();
        double seconds = Math.max(1, nanoTime.getAsLong() - began) / NANOS;
        long rate = Math.round((seen - seenBefore) / seconds);
        String failed =
                status.rows().failed() == 0 ? "" : ", " + number(status.rows().failed()) + " failed";
        return status.estimatedRows()
                .filter(all -> all > 0)
                .map(all -> ProgressBar.cells(percent(seen, all), 100) + " " + percent(seen, all) + " %  "
                        + number(seen) + " rows, " + number(rate) + "/s, " + left(all - seen, rate) + failed)
                .orElseGet(() -> number(seen) + " rows, " + number(rate) + "/s" + failed);
    }

    private static int percent(long seen, long all) {
        return (int) Math.min(MOST, 100 * seen / all);
    }

    private static String left(long rows, long rate) {
        if (rate <= 0) {
            return "no end in sight";
        }
        Duration left = Duration.ofSeconds(Math.max(1, rows / rate));
        return String.format(
                Locale.ROOT, "%d:%02d:%02d left", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
