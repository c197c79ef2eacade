package io.redoubt.spring;

import io.redoubt.field.jdbc.JobStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * How fast all instances together go on with one job, over the last minute. Immutable.
 *
 * @param job the number of the job, 0 if there is none
 * @param samples at most one per second, the oldest first
 */
record JobPace(long job, List<Sample> samples) {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

    static JobPace none() {
        return new JobPace(0, List.of());
    }

    /** {@return the pace with what is known now; it begins anew with another job, and after a pause} */
    JobPace with(JobStatus status, long now) {
        if (status.state() != JobStatus.State.RUNNING) {
            return status.id() == job ? none() : this;
        }
        Sample newest = new Sample(now, status.rows().seen());
        if (status.id() != job) {
            return new JobPace(status.id(), List.of(newest));
        }
        List<Sample> kept = new ArrayList<>(samples);
        int last = kept.size() - 1;
        if (last > 0 && now - kept.get(last - 1).time() < SECOND) {
            kept.remove(last);
        }
        kept.removeIf(sample -> now - sample.time() > WINDOW);
        kept.add(newest);
        return new JobPace(job, List.copyOf(kept));
    }

    /** {@return rows per second; nothing until there is something to compare} */
    OptionalDouble rowsPerSecond(long ofJob) {
        if (ofJob != job || samples.size() < 2) {
            return OptionalDouble.empty();
        }
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        long nanos = last.time() - first.time();
        return nanos <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((last.seen() - first.seen()) * (double) SECOND / nanos);
    }

    /**
     * How far the job was.
     *
     * @param time monotonic, in nanoseconds
     * @param seen rows that were looked at
     */
    record Sample(long time, long seen) {}
}
