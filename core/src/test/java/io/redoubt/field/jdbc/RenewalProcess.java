package io.redoubt.field.jdbc;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.ds.PGSimpleDataSource;

/** An instance that works on the job of {@link Members} in a process of its own: tells of each page by a line, so that it can be killed there. */
final class RenewalProcess {

    static final int PAGE = 20;

    private RenewalProcess() {}

    /**
     * Works until nothing is left.
     *
     * @param arguments the URL of the database, and the name of the instance
     */
    public static void main(String[] arguments) throws InterruptedException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(arguments[0]);
        database.setUser("postgres");
        AtomicLong time = new AtomicLong();
        ReencryptionJobs jobs =
                Members.in(database).jobs().in(() -> time.addAndGet(TimeUnit.SECONDS.toNanos(1)), Pause.SLEEP);
        long job = jobs.start(JobPlan.renewal()).id();
        JobStatus end = jobs.work(
                job,
                Worker.named(arguments[1])
                        .inPagesOf(PAGE)
                        .telling(status -> System.out.println(status.rows().seen())));
        System.out.println(end.state());
    }
}
