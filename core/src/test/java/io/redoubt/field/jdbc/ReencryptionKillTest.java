package io.redoubt.field.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** An instance may be killed at any time. */
class ReencryptionKillTest {

    private static final int KILLS = Boolean.getBoolean("thorough") ? 50 : 5;
    private static final int MAX_PAGES = 15;
    private static final int ROWS = 2 * KILLS * MAX_PAGES * RenewalProcess.PAGE;

    @Test
    void leavesNothingUndoneAndDoesNothingTwiceHoweverOftenItIsKilled() throws Exception {
        Members members = Members.on(Database.POSTGRESQL).fill(1, ROWS);
        Random random = new Random(7);
        long job = members.jobs().start(JobPlan.renewal()).id();
        long seen = 0;
        String instance = "instance";
        for (int kill = 0; kill < KILLS; kill++) {
            // Of the same name as the one before, or of another one, which comes after the lease of that is over.
            if (random.nextBoolean()) {
                instance = "instance-" + kill;
                members.execute("update redoubt_job_range set lease_until = 0");
            }
            killed(members, instance, 1 + random.nextInt(MAX_PAGES), random.nextInt(4_000));

            JobStatus status = members.jobs().status(job).orElseThrow();
            assertThat(status.state()).isEqualTo(JobStatus.State.RUNNING);
            assertThat(status.rows().seen()).isBetween(seen + RenewalProcess.PAGE, (long) ROWS);
            seen = status.rows().seen();
        }

        members.execute("update redoubt_job_range set lease_until = 0");
        JobStatus end = members.renewed();

        assertThat(end.id()).isEqualTo(job);
        assertThat(end.isGood()).isTrue();
        assertThat(end.rows().seen()).isEqualTo(ROWS);
        // A row that was looked at twice may have been written in a transaction before that in which it is counted.
        assertThat(end.rows().renewed()).isBetween(ROWS - (long) KILLS * RenewalProcess.PAGE, (long) ROWS);
        assertThat(members.wrong()).isEmpty();
        assertThat(members.renewed().rows()).isEqualTo(new RowCounts(ROWS, 0, 0, 0, 0));
    }

    private static void killed(Members members, String instance, int pages, int micros)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RenewalProcess.class.getName(),
                        ((PGSimpleDataSource) members.database).getURL(),
                        instance))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            for (int page = 0; page < pages; page++) {
                assertThat(lines.readLine()).as("page %d", page).containsOnlyDigits();
            }
            // Between reading the next page, sealing it, writing it and committing.
            assertThat(process.waitFor(micros, TimeUnit.MICROSECONDS)).isFalse();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
}
