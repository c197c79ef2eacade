package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.field.jdbc.FieldStoreException;
import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.Worker;
import io.redoubt.key.KeyRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at the jobs of the database: works on the one that is under way until nothing of it is left for this instance, and takes
 * an inventory when one is due. Run by one thread at a time; {@link #wantInventory} is for any.
 */
final class JobRound {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 10;

    private final FieldJobs jobs;
    private final JobBoard board;
    private final JobSettings settings;
    private final String instance;
    private final AtomicBoolean inventoryWanted = new AtomicBoolean();
    private final AtomicInteger failures = new AtomicInteger();

    JobRound(FieldJobs jobs, JobBoard board, JobSettings settings, InstanceName instance) {
        this.jobs = jobs;
        this.board = board;
        this.settings = settings;
        this.instance = instance.value();
    }

    /** Has the next round take an inventory, however young the last one is. */
    void wantInventory() {
        inventoryWanted.set(true);
    }

    /**
     * {@return how long to wait for the next round; longer and longer while nothing goes on}
     *
     * @throws InterruptedException if the thread was interrupted: the page was finished, and the rest left to others
     */
    Duration run() throws InterruptedException {
        try {
            readJobs();
            Optional<KnownJob> running = board.known().running();
            if (running.isPresent()) {
                work(running.get().status());
            }
            if (isInventoryDue()) {
                takeInventory();
            }
            recovered();
            return settings.poll();
        } catch (RuntimeException | LinkageError e) { // the thread must live on, whatever one round met
            failed(problem(e));
            return afterFailure();
        }
    }

    private void readJobs() {
        List<JobStatus> latest = jobs.latest();
        Map<Long, KnownJob> before = board.known().jobs().stream()
                .collect(Collectors.toMap(job -> job.status().id(), Function.identity()));
        board.jobs(latest.stream()
                .limit(JobBoard.MAX_JOBS)
                .map(status -> known(status, Optional.ofNullable(before.get(status.id()))))
                .toList());
    }

    private KnownJob known(JobStatus status, Optional<KnownJob> before) {
        long counted = before.map(job -> job.failures().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .orElse(0L);
        boolean isSame = before.map(job -> job.status().rows().failed())
                        .equals(Optional.of(status.rows().failed()))
                && counted > 0;
        if (status.rows().failed() == 0 || isSame) {
            return new KnownJob(status, before.map(KnownJob::failures).orElseGet(TreeMap::new));
        }
        return KnownJob.of(status, jobs.failures(status.id()));
    }

    private void work(JobStatus job) throws InterruptedException {
        Worker worker = Worker.named(instance)
                .atMost(settings.rate())
                .inPagesOf(settings.pageSize())
                .telling(board::job);
        JobStatus after = jobs.work(job.id(), worker);
        board.job(after);
        if (after.state() != JobStatus.State.RUNNING) {
            log.info(
                    "redoubt: field job {} ({}) is {}: {} rows seen, {} renewed, {} failed",
                    after.id(),
                    after.kind().id(),
                    after.state().id(),
                    after.rows().seen(),
                    after.rows().renewed(),
                    after.rows().failed());
            readJobs();
        }
    }

    private boolean isInventoryDue() {
        JobBoard.Known known = board.known();
        return inventoryWanted.get()
                || known.inventory()
                        .map(taken -> known.newestEnded() > taken.afterJob()
                                || board.nanos() - taken.nanos()
                                        >= settings.inventoryEvery().toNanos())
                        .orElse(true);
    }

    private void takeInventory() {
        inventoryWanted.set(false);
        long nanos = board.nanos();
        long afterJob = board.known().newestEnded();
        board.inventory(new TakenInventory(nanos, afterJob, jobs.inventory()));
    }

    private void recovered() {
        failures.set(0);
        board.well()
                .ifPresent(trouble -> log.info(
                        "redoubt: field jobs go on, after {} s",
                        Math.max(
                                0,
                                Duration.between(trouble.since(), board.now()).toSeconds())));
    }

    private void failed(String problem) {
        if (!Thread.currentThread().isInterrupted() && board.trouble(problem)) {
            log.warn("redoubt: field jobs do not go on; they are tried again until they do: {}", problem);
        }
    }

    private Duration afterFailure() {
        int doublings = Math.min(failures.getAndIncrement(), MAX_DOUBLINGS);
        Duration wait = settings.poll().multipliedBy(1L << doublings);
        Duration longest = settings.poll().compareTo(LONGEST_WAIT) > 0 ? settings.poll() : LONGEST_WAIT;
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    /** What others say may hold values of rows; our own exceptions do not. */
    private static String problem(Throwable e) {
        return e instanceof FieldStoreException
                        || e instanceof ConfigurationException
                        || e instanceof KeyRefusedException
                ? String.valueOf(e.getMessage())
                : "it failed with " + e.getClass().getName();
    }
}
