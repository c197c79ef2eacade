package io.redoubt.field.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may work on a range, by the clock of the database alone. */
class ReencryptionLeaseTest {

    private static final int ROWS = 500;

    /** Time that passes from page to page, so that each is told of. */
    private final AtomicLong time = new AtomicLong();

    @ParameterizedTest
    @EnumSource
    void aRangeOfADeadWorkerIsTakenOverOnceItsLeaseIsOver(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, ROWS);
        ReencryptionJobs jobs = jobs(members);
        long job = diesAfterOnePage(members);
        AtomicInteger pauses = new AtomicInteger();

        ReencryptionJobs other = jobs.in(() -> time.addAndGet(TimeUnit.SECONDS.toNanos(1)), duration -> {
            assertThat(jobs.status(job).orElseThrow().rows().seen()).isEqualTo(100);
            if (pauses.incrementAndGet() == 3) { // the lease holds until then
                members.execute("update redoubt_job_range set lease_until = 1");
            }
        });
        JobStatus end = other.work(job, Worker.named("other").inPagesOf(100));

        assertThat(pauses).hasValue(3);
        assertThat(end.isGood()).isTrue();
        assertThat(end.rows()).isEqualTo(new RowCounts(ROWS, ROWS, 0, 0, 0));
        assertThat(members.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anInstanceThatComesBackGoesOnAtOnce(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, ROWS);
        long job = diesAfterOnePage(members);

        JobStatus end = members.jobs()
                .in(System::nanoTime, duration -> {
                    throw new AssertionError("it waits for itself");
                })
                .work(job, Worker.named("dies").inPagesOf(100));

        assertThat(end.rows()).isEqualTo(new RowCounts(ROWS, ROWS, 0, 0, 0));
    }

    private long diesAfterOnePage(Members members) throws InterruptedException {
        ReencryptionJobs jobs = jobs(members);
        long job = jobs.start(JobPlan.renewal()).id();
        try {
            jobs.work(job, Worker.named("dies").inPagesOf(100).telling(status -> {
                throw new Dead();
            }));
        } catch (Dead e) {
            // as if it were: nothing is given back
        }
        return job;
    }

    /** It was held up for longer than its lease, and comes back while another one is at work in the range. */
    @ParameterizedTest
    @EnumSource
    void aWorkerThatLostItsLeaseSavesNothingMoreAndLosesNothing(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, ROWS);
        ReencryptionJobs jobs = jobs(members);
        long job = jobs.start(JobPlan.renewal()).id();
        AtomicInteger told = new AtomicInteger();

        JobStatus end = jobs.work(job, Worker.named("slow").inPagesOf(100).telling(status -> {
            if (told.incrementAndGet() == 2) {
                members.execute("update redoubt_job_range set lease_until = 1");
                pausedAfterOnePage(jobs, job);
                jobs.resume(job);
            }
        }));

        assertThat(end.isGood()).isTrue();
        assertThat(end.rows()).isEqualTo(new RowCounts(ROWS, ROWS, 0, 0, 0));
        assertThat(members.wrong()).isEmpty();
    }

    private static void pausedAfterOnePage(ReencryptionJobs jobs, long job) {
        try {
            jobs.work(job, Worker.named("quick").inPagesOf(150).telling(status -> jobs.pause(job)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Set back, stopped, or years ahead. */
    @ParameterizedTest
    @ValueSource(longs = {-3_600_000_000_000L, 0, 86_400_000_000_000_000L, Long.MAX_VALUE / 2})
    void noStepOfAClockOfAnInstanceChangesAnything(long step) throws Exception {
        Members members = Members.on(Database.POSTGRESQL).fill(1, ROWS);
        ReencryptionJobs jobs = members.jobs().in(() -> time.addAndGet(step), duration -> {});
        ReencryptionJobs other = members.jobs().in(() -> 0, duration -> {});
        long job = jobs.start(JobPlan.renewal()).id();

        JobStatus end = jobs.work(job, Worker.named("one").inPagesOf(50).telling(status -> {
            // Somebody else finds no range of which the lease is over, whatever the time here.
            other.pause(job);
            other.resume(job);
            assertThat(members.column(
                            "select count(*) from redoubt_job_range where lease_until < " + System.currentTimeMillis()))
                    .containsExactly(0L);
        }));

        assertThat(end.rows()).isEqualTo(new RowCounts(ROWS, ROWS, 0, 0, 0));
    }

    private ReencryptionJobs jobs(Members members) {
        return members.jobs().in(() -> time.addAndGet(TimeUnit.SECONDS.toNanos(1)), Pause.SLEEP);
    }

    private static final class Dead extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
