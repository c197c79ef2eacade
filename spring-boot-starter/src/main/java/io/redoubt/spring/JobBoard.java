package io.redoubt.spring;

import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.field.jdbc.JobStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * What this instance knows of jobs and inventory, for requests, metrics and health, which so never wait for the database.
 * Thread-safe.
 */
final class JobBoard {

    static final int MAX_JOBS = 10;

    private final AtomicReference<Known> known = new AtomicReference<>(Known.nothing());
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final LongSupplier nanoTime;

    JobBoard(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    Known known() {
        return Objects.requireNonNull(known.get());
    }

    Instant now() {
        return clock.instant();
    }

    long nanos() {
        return nanoTime.getAsLong();
    }

    /** Tells of each new inventory. */
    void onInventory(Runnable listener) {
        listeners.add(listener);
    }

    /** @param latest the newest first */
    void jobs(List<KnownJob> latest) {
        Instant at = now();
        long nanos = nanos();
        List<KnownJob> jobs = latest.stream().limit(MAX_JOBS).toList();
        known.updateAndGet(before -> {
            JobPace pace = before.pace();
            for (KnownJob job : jobs) {
                pace = pace.with(job.status(), nanos);
            }
            return new Known(jobs, Optional.of(new Heard(at, nanos)), pace, before.inventory(), before.trouble());
        });
    }

    /** One of them has come further, or is new. */
    void job(JobStatus status) {
        Instant at = now();
        long nanos = nanos();
        known.updateAndGet(before -> new Known(
                with(status, before.jobs()),
                Optional.of(new Heard(at, nanos)),
                before.pace().with(status, nanos),
                before.inventory(),
                before.trouble()));
    }

    private static List<KnownJob> with(JobStatus status, List<KnownJob> before) {
        List<KnownJob> jobs = new ArrayList<>(before);
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).status().id() == status.id()) {
                jobs.set(i, new KnownJob(status, jobs.get(i).failures()));
                return List.copyOf(jobs);
            }
        }
        jobs.add(0, KnownJob.of(status, List.of()));
        return jobs.stream().limit(MAX_JOBS).toList();
    }

    void inventory(TakenInventory taken) {
        known.updateAndGet(before ->
                new Known(before.jobs(), before.heard(), before.pace(), Optional.of(taken), before.trouble()));
        listeners.forEach(Runnable::run);
    }

    /** {@return whether this is new, and not one more sign of the same} */
    boolean trouble(String problem) {
        Optional<Trouble> trouble = Optional.of(new Trouble(now(), problem));
        Known before =
                Objects.requireNonNull(known.getAndUpdate(it -> it.trouble().isPresent() ? it : it.with(trouble)));
        return before.trouble().isEmpty();
    }

    /** {@return what is over, if there was something} */
    Optional<Trouble> well() {
        return Objects.requireNonNull(known.getAndUpdate(it -> it.with(Optional.empty())))
                .trouble();
    }

    /**
     * When the database last told of jobs.
     *
     * @param at to be shown
     * @param nanos on the monotonic clock, to be compared
     */
    record Heard(Instant at, long nanos) {}

    /**
     * Why jobs do not go on.
     *
     * @param since when it was noticed
     * @param problem one sentence without anything secret
     */
    record Trouble(Instant since, String problem) {}

    /**
     * What is known at one moment.
     *
     * @param jobs the newest first
     * @param heard when that was read, if it was
     * @param pace of the job that is under way
     * @param inventory the last one, if one was taken
     * @param trouble why nothing goes on, if it does not
     */
    record Known(
            List<KnownJob> jobs,
            Optional<Heard> heard,
            JobPace pace,
            Optional<TakenInventory> inventory,
            Optional<Trouble> trouble) {

        static Known nothing() {
            return new Known(List.of(), Optional.empty(), JobPace.none(), Optional.empty(), Optional.empty());
        }

        Known with(Optional<Trouble> other) {
            return new Known(jobs, heard, pace, inventory, other);
        }

        Optional<KnownJob> running() {
            return jobs.stream()
                    .filter(job -> job.status().state() == JobStatus.State.RUNNING)
                    .findFirst();
        }

        /** {@return the last one of this kind that ran to its end} */
        Optional<KnownJob> lastFinished(JobPlan.Kind kind) {
            return jobs.stream()
                    .filter(job -> job.status().kind() == kind && job.isFinished())
                    .findFirst();
        }

        /** {@return the number of the newest job that is over, 0 if none is} */
        long newestEnded() {
            return jobs.stream()
                    .map(KnownJob::status)
                    .filter(status -> !status.isUnfinished())
                    .mapToLong(JobStatus::id)
                    .max()
                    .orElse(0);
        }

        OptionalDouble rowsPerSecond(long job) {
            return pace.rowsPerSecond(job);
        }
    }
}
