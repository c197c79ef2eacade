package io.redoubt.field.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** One worker at work on one job, range by range, until there is nothing to do. For one thread. */
final class JobRun {

    /** Rows of a range: half a minute of work at a usual rate, so that a dead worker leaves little behind. */
    private static final int RANGE = 10_000;

    private static final Duration UNTIL_OTHERS_ARE_DONE = Duration.ofMillis(500);
    private static final Duration BETWEEN_TOLD = Duration.ofMillis(200);

    private final JobConnection database;
    private final JobStates states;
    private final Map<Integer, JobTarget.Resolved> targets;
    private final Worker worker;
    private final RowRate rate;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final long job;
    private final AtomicLong toldAt;

    JobRun(
            JobConnection database,
            JobStates states,
            Map<Integer, JobTarget.Resolved> targets,
            Worker worker,
            LongSupplier nanoTime,
            Pause pause,
            long job) {
        this.database = database;
        this.states = states;
        this.targets = targets;
        this.worker = worker;
        this.rate = new RowRate(worker.rowsPerSecond(), nanoTime, pause);
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.job = job;
        this.toldAt = new AtomicLong(nanoTime.getAsLong() - BETWEEN_TOLD.toNanos());
    }

    /** Until there is nothing left to do, the job is paused, or the thread is interrupted. */
    void run() throws SQLException, InterruptedException {
        JobRanges ranges = new JobRanges(targets, Math.max(RANGE, worker.rowsPerPage()));
        try {
            database.write(connection -> JobRanges.giveBackAllOf(connection, job, worker.instance()));
            while (states.isRunning(database, job)) {
                Optional<Lease> lease = database.write(connection -> ranges.take(connection, job, worker.instance()));
                if (lease.isPresent()) {
                    work(lease.get());
                } else if (!states.finishIfDone(database, job)) {
                    tell();
                    pause.pass(UNTIL_OTHERS_ARE_DONE);
                }
            }
        } catch (LeaseLostException e) {
            throw new IllegalStateException("only work on a range loses a lease", e);
        }
    }

    private void work(Lease lease) throws SQLException, InterruptedException {
        try {
            if (isWorkedThrough(lease)) {
                database.write(connection -> JobRanges.complete(connection, lease));
            } else {
                database.write(connection -> JobRanges.giveBack(connection, lease));
            }
            tell();
        } catch (InterruptedException e) {
            giveBack(lease);
            throw e;
        } catch (LeaseLostException e) {
            // somebody else does the rest of the range
        }
    }

    /** {@return whether every row of the range was done; not if the job was paused meanwhile} */
    private boolean isWorkedThrough(Lease lease) throws SQLException, LeaseLostException, InterruptedException {
        JobTarget.Resolved target = Objects.requireNonNull(targets.get(lease.target()));
        PageWork page = new PageWork(database, target, lease, pause);
        RowSpan span = span(lease, target.table());
        for (List<StoredRow> rows = next(target, span); !rows.isEmpty(); rows = next(target, span)) {
            page.run(rows);
            span = span.behind(rows.get(rows.size() - 1).key());
            tell();
            rate.passed(rows.size());
            if (Thread.interrupted()) {
                throw new InterruptedException("the worker is to stop");
            }
            if (!states.isRunning(database, job)) {
                return false;
            }
        }
        return true;
    }

    private static RowSpan span(Lease lease, TargetTable table) {
        return new RowSpan(
                lease.after().map(text -> RowKeys.read(table.ids(), text)),
                lease.upTo().map(text -> RowKeys.read(table.ids(), text)));
    }

    private List<StoredRow> next(JobTarget.Resolved target, RowSpan span) throws SQLException, LeaseLostException {
        return database.read(connection -> target.table().page(connection, span, worker.rowsPerPage()));
    }

    private void giveBack(Lease lease) throws SQLException {
        try {
            database.write(connection -> JobRanges.giveBack(connection, lease));
        } catch (LeaseLostException e) {
            // then there is nothing to give back
        }
    }

    private void tell() throws SQLException, LeaseLostException {
        long now = nanoTime.getAsLong();
        if (now - toldAt.get() >= BETWEEN_TOLD.toNanos()) {
            toldAt.set(now);
            worker.progress().accept(states.status(database, job));
        }
    }
}
