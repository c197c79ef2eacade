package io.redoubt.field.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes away in the middle of a job. */
class ReencryptionOutageTest {

    private static final int ROWS = 1_000;

    @TempDir
    private Path data;

    private final AtomicLong time = new AtomicLong();
    private final AtomicInteger pauses = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private int port;
    private EmbeddedPostgres server;
    private Members members;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        run();
        Database.execute(server.getPostgresDatabase(), Database.POSTGRESQL.tables());
        Database.execute(server.getPostgresDatabase(), Members.table(Database.POSTGRESQL));
        members = Members.in(server.getPostgresDatabase()).fill(1, ROWS);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void run() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theJobGoesOnByItselfOnceTheDatabaseIsBack() throws Exception {
        ReencryptionJobs jobs = jobs(duration -> {
            if (pauses.incrementAndGet() == 3) {
                run();
            }
        });

        JobStatus end = jobs.work(
                jobs.start(JobPlan.renewal()).id(),
                Worker.named("one").inPagesOf(100).telling(status -> stopAt(5)));

        assertThat(pauses).hasValueGreaterThanOrEqualTo(3);
        assertThat(end.isGood()).isTrue();
        assertThat(end.rows()).isEqualTo(new RowCounts(ROWS, ROWS, 0, 0, 0));
        assertThat(members.wrong()).isEmpty();
    }

    @Test
    void theJobEndsWhereTheDatabaseStaysAwayAndIsResumedLater() throws Exception {
        AtomicLong waited = new AtomicLong();
        ReencryptionJobs jobs = jobs(duration -> waited.addAndGet(duration.toMillis()));
        long job = jobs.start(JobPlan.renewal()).id();

        assertThatThrownBy(
                        () -> jobs.work(job, Worker.named("one").inPagesOf(100).telling(status -> stopAt(5))))
                .isInstanceOfSatisfying(
                        FieldStoreException.class, e -> assertThat(e.sqlState()).startsWith("08"))
                .hasNoCause();
        assertThat(Duration.ofMillis(waited.get())).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));

        run();
        JobStatus end = members.jobs().work(job, Worker.named("two").inPagesOf(100));
        assertThat(end.rows()).isEqualTo(new RowCounts(ROWS, ROWS, 0, 0, 0));
        assertThat(members.wrong()).isEmpty();
    }

    /** In the middle of a page, too: a statement that is ended by an administrator. */
    @Test
    void theJobGoesOnAfterItsConnectionsWereEnded() throws Exception {
        ReencryptionJobs jobs = jobs(duration -> {});

        JobStatus end = jobs.work(
                jobs.start(JobPlan.renewal()).id(),
                Worker.named("one")
                        .inPagesOf(100)
                        .telling(status -> members.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where pid <> pg_backend_pid() and backend_type = 'client backend'")));

        assertThat(end.rows()).isEqualTo(new RowCounts(ROWS, ROWS, 0, 0, 0));
        assertThat(members.wrong()).isEmpty();
    }

    private ReencryptionJobs jobs(Pause pause) {
        return members.jobs().in(() -> time.addAndGet(TimeUnit.SECONDS.toNanos(1)), pause);
    }

    private void stopAt(int page) {
        if (told.incrementAndGet() == page) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
