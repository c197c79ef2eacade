package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.JobStatus.State;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobPaceTest {

    @Test
    void isUnknownUntilThereIsSomethingToCompare() {
        JobPace one = JobPace.none().with(running(1, 100), 0);

        assertThat(one.rowsPerSecond(1)).isEmpty();
        assertThat(one.with(running(1, 100), 0).rowsPerSecond(1)).isEmpty();
        assertThat(one.with(running(1, 150), seconds(2)).rowsPerSecond(1)).hasValue(25);
        assertThat(one.with(running(1, 150), seconds(2)).rowsPerSecond(2)).isEmpty();
    }

    @Test
    void isThatOfTheLastMinuteAndRemembersNoMore() {
        JobPace pace = JobPace.none();
        for (int tenth = 0; tenth <= 3000; tenth++) {
            pace = pace.with(running(1, tenth < 2400 ? 0 : (tenth - 2400) * 10L), tenth * seconds(1) / 10);
        }

        assertThat(pace.rowsPerSecond(1)).hasValue(100);
        assertThat(pace.samples()).hasSizeBetween(50, 70);
    }

    @Test
    void beginsAnewAfterAPause() {
        JobPace pace = JobPace.none().with(running(1, 0), 0).with(running(1, 50), seconds(1));

        assertThat(pace.with(job(1, State.PAUSED, 50), seconds(2)).rowsPerSecond(1))
                .isEmpty();
        assertThat(pace.with(job(2, State.PAUSED, 50), seconds(2)).rowsPerSecond(1))
                .hasValue(50);
    }

    private static JobStatus running(long id, long seen) {
        return job(id, State.RUNNING, seen);
    }

    private static JobStatus job(long id, State state, long seen) {
        return FakeFieldJobs.job(id, state, FakeFieldJobs.rows(seen, 0));
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
