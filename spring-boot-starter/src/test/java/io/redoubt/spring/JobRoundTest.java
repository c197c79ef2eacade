package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.redoubt.ConfigurationException;
import io.redoubt.field.jdbc.JobStatus.State;
import io.redoubt.field.jdbc.RowFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What one instance does about jobs, round by round. */
class JobRoundTest {

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final String MARK = "zx81marker";

    private final AtomicLong nanos = new AtomicLong();
    private final FakeFieldJobs jobs = new FakeFieldJobs();
    private final JobBoard board = new JobBoard(Clock.fixed(FakeFieldJobs.START, ZoneOffset.UTC), nanos::get);
    private final JobRound round =
            new JobRound(jobs, board, new JobSettings(500, 500, POLL, Duration.ofHours(24)), new InstanceName("one"));
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        ((Logger) LoggerFactory.getLogger("io.redoubt")).addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger("io.redoubt")).detachAppender(logged);
    }

    @Test
    void worksOnTheJobThatIsUnderWayAndThenTakesAnInventory() throws InterruptedException {
        jobs.jobs.add(FakeFieldJobs.job(7, State.RUNNING, FakeFieldJobs.rows(20, 0)));

        assertThat(round.run()).isEqualTo(POLL);

        assertThat(board.known().running()).isEmpty();
        assertThat(board.known().inventory().orElseThrow().afterJob()).isEqualTo(7);
        assertThat(lines())
                .containsExactly("redoubt: field job 7 (renew) is finished: 20 rows seen, 0 renewed, 0 failed");
    }

    @Test
    void leavesAPausedJobAlone() throws InterruptedException {
        jobs.jobs.add(FakeFieldJobs.job(7, State.PAUSED, FakeFieldJobs.rows(20, 0)));

        round.run();

        assertThat(board.known().jobs())
                .singleElement()
                .satisfies(job -> assertThat(job.status().state()).isEqualTo(State.PAUSED));
    }

    @Test
    void takesAnInventoryAtTheStartAfterEachJobWhenAskedAndWhenTheLastOneIsOld() throws InterruptedException {
        round.run();
        assertThat(jobs.inventories).isEqualTo(1);
        round.run();
        assertThat(jobs.inventories).isEqualTo(1);

        jobs.jobs.add(FakeFieldJobs.job(7, State.FINISHED, FakeFieldJobs.rows(20, 0)));
        round.run();
        assertThat(jobs.inventories).isEqualTo(2);
        round.run();
        assertThat(jobs.inventories).isEqualTo(2);

        round.wantInventory();
        round.run();
        assertThat(jobs.inventories).isEqualTo(3);

        nanos.addAndGet(Duration.ofHours(24).toNanos() - 1);
        round.run();
        assertThat(jobs.inventories).isEqualTo(3);
        nanos.addAndGet(1);
        round.run();
        assertThat(jobs.inventories).isEqualTo(4);
    }

    @Test
    void waitsLongerAndLongerForADatabaseThatIsAwayAndSaysSoOnce() throws InterruptedException {
        jobs.away = Optional.of(() -> new ConfigurationException("job 7", "is about another table", "cancel it"));
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            waits.add(round.run());
        }

        assertThat(waits.subList(0, 6))
                .containsExactly(
                        POLL,
                        POLL.multipliedBy(2),
                        POLL.multipliedBy(4),
                        POLL.multipliedBy(8),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1));
        assertThat(waits.get(29)).isEqualTo(Duration.ofMinutes(1));
        assertThat(new FieldJobsHealthIndicator(board).health().getStatus().getCode())
                .isEqualTo("DEGRADED");
        assertThat(lines())
                .containsExactly(
                        "redoubt: field jobs do not go on; they are tried again until they do: job 7: is about another"
                                + " table; cancel it");

        jobs.away = Optional.empty();
        assertThat(round.run()).isEqualTo(POLL);
        assertThat(new FieldJobsHealthIndicator(board).health().getStatus().getCode())
                .isEqualTo("UP");
        assertThat(lines()).hasSize(2).last().isEqualTo("redoubt: field jobs go on, after 0 s");

        jobs.away = Optional.of(() -> new IllegalStateException(MARK));
        assertThat(round.run()).isEqualTo(POLL);
        assertThat(lines()).hasSize(3);
    }

    @Test
    void repeatsNothingThatOthersSay() throws InterruptedException {
        jobs.away = Optional.of(() -> new IllegalStateException(MARK));

        round.run();

        assertThat(lines()).singleElement().asString().endsWith(": it failed with java.lang.IllegalStateException");
        assertThat(board.known().trouble().orElseThrow().problem()).doesNotContain(MARK);
    }

    @Test
    void countsFailuresByCodeAndReadsThemOnce() throws InterruptedException {
        jobs.failures.add(new RowFailure("customer", MARK, "customer.email", "field.tampered"));
        jobs.failures.add(new RowFailure("customer", MARK, "customer.phone", "field.tampered"));
        jobs.jobs.add(FakeFieldJobs.job(7, State.FINISHED, FakeFieldJobs.rows(20, 2)));

        round.run();
        round.run();

        assertThat(board.known().jobs().get(0).failures()).containsExactly(java.util.Map.entry("field.tampered", 2L));
        assertThat(jobs.failureReads).isEqualTo(1);
        assertThat(JobView.of(board.known().jobs().get(0), board.known()).toString())
                .doesNotContain(MARK);
    }

    @Test
    void isDegradedWhileAJobIsUnderWayOfWhichNothingIsHeard() {
        board.job(FakeFieldJobs.job(7, State.RUNNING, FakeFieldJobs.rows(20, 0)));
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(new FieldJobsHealthIndicator(board).health().getStatus().getCode())
                .isEqualTo("UP");

        nanos.addAndGet(1);
        assertThat(new FieldJobsHealthIndicator(board).health().getStatus().getCode())
                .isEqualTo("DEGRADED");
    }

    @Test
    void isDegradedUntilTheNextJobFindsEveryRowInOrder() throws InterruptedException {
        jobs.jobs.add(FakeFieldJobs.job(7, State.FINISHED, FakeFieldJobs.rows(20, 1)));
        round.run();
        assertThat(new FieldJobsHealthIndicator(board).health().getDetails())
                .containsEntry("renewal", "job 7: 1 failed, 0 contested, 0 tables left out");

        jobs.jobs.add(0, FakeFieldJobs.job(8, State.FINISHED, FakeFieldJobs.rows(20, 0)));
        round.run();
        assertThat(new FieldJobsHealthIndicator(board).health().getStatus().getCode())
                .isEqualTo("UP");
    }

    private List<String> lines() {
        return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
