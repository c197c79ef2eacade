package io.redoubt.spring;

import java.time.Duration;
import java.util.Optional;

/** Judges the properties under {@code redoubt.fields.jobs}. */
final class JobsReader {

    static final String JOBS = "redoubt.fields.jobs";
    static final String ENABLED = JOBS + ".enabled";

    private static final int MAX_RATE = 1_000_000;
    private static final int MAX_PAGE = 10_000;
    private static final Duration MIN_POLL = Duration.ofMillis(100);
    private static final Duration MAX_POLL = Duration.ofMinutes(10);
    private static final Duration MIN_EVERY = Duration.ofMinutes(1);
    private static final Duration MAX_EVERY = Duration.ofDays(31);

    private final RedoubtProperties.Jobs jobs;
    private final Problems problems;

    JobsReader(RedoubtProperties.Jobs jobs, Problems problems) {
        this.jobs = jobs;
        this.problems = problems;
    }

    /** {@return how this instance takes part, if it does; judged even if it does not} */
    Optional<JobSettings> read() {
        check(
                ".rate",
                jobs.rate() >= 1 && jobs.rate() <= MAX_RATE,
                "write the rows per second that the database can bear beside its other work, 1 to 1000000");
        check(
                ".page-size",
                jobs.pageSize() >= 1 && jobs.pageSize() <= MAX_PAGE,
                "write the number of rows in one transaction, 1 to 10000");
        check(".poll", isWithin(jobs.poll(), MIN_POLL, MAX_POLL), "write a duration from 100ms to 10m, such as 5s");
        check(
                ".inventory-every",
                isWithin(jobs.inventoryEvery(), MIN_EVERY, MAX_EVERY),
                "write a duration from 1m to 31d, such as 24h");
        return jobs.enabled()
                ? Optional.of(new JobSettings(jobs.rate(), jobs.pageSize(), jobs.poll(), jobs.inventoryEvery()))
                : Optional.empty();
    }

    private void check(String property, boolean isGood, String remedy) {
        if (!isGood) {
            problems.add(JOBS + property, "is out of range", remedy);
        }
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }
}
