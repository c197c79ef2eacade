package io.redoubt.spring;

import io.redoubt.field.jdbc.InventoryReport;
import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.RowCounts;
import io.redoubt.field.jdbc.RowFailure;
import io.redoubt.field.jdbc.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Jobs of no database, as a test says. For one thread. */
final class FakeFieldJobs implements FieldJobs {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final List<JobStatus> jobs = new ArrayList<>();
    final List<RowFailure> failures = new ArrayList<>();
    Optional<Supplier<RuntimeException>> away = Optional.empty();
    int inventories;
    int failureReads;

    /** {@return a renewal} */
    static JobStatus job(long id, JobStatus.State state, RowCounts rows) {
        boolean isOver = state == JobStatus.State.FINISHED || state == JobStatus.State.CANCELLED;
        return new JobStatus(
                id,
                JobPlan.Kind.RENEW,
                state,
                rows,
                Optional.empty(),
                0,
                List.of(),
                START,
                isOver ? Optional.of(START) : Optional.empty());
    }

    static RowCounts rows(long seen, long failed) {
        return new RowCounts(seen, 0, 0, failed, 0);
    }

    @Override
    public List<JobStatus> latest() {
        if (away.isPresent()) {
            throw away.get().get();
        }
        return List.copyOf(jobs);
    }

    @Override
    public Optional<JobStatus> status(long job) {
        return jobs.stream().filter(it -> it.id() == job).findFirst();
    }

    @Override
    public JobStatus start(JobPlan plan) {
        throw new AssertionError("a round starts nothing");
    }

    @Override
    public JobStatus pause(long job) {
        throw new AssertionError("a round pauses nothing");
    }

    @Override
    public JobStatus resume(long job) {
        throw new AssertionError("a round resumes nothing");
    }

    @Override
    public JobStatus cancel(long job) {
        throw new AssertionError("a round cancels nothing");
    }

    @Override
    public JobStatus work(long job, Worker worker) {
        JobStatus before = status(job).orElseThrow();
        worker.progress().accept(before);
        JobStatus after = job(job, JobStatus.State.FINISHED, before.rows());
        jobs.set(jobs.indexOf(before), after);
        return after;
    }

    @Override
    public List<RowFailure> failures(long job) {
        failureReads++;
        return List.copyOf(failures);
    }

    @Override
    public InventoryReport inventory() {
        inventories++;
        return new InventoryReport(START, List.of(), Map.of());
    }
}
