package io.redoubt.field.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that are large, or that grow. */
class ReencryptionGrowthTest {

    private static final int PAGE = 100;

    private final AtomicLong time = new AtomicLong();

    /** Rows that come behind the end are for the next job: this one would never end. */
    @ParameterizedTest
    @EnumSource
    void endsThoughATableGrowsAsFastAsItIsRead(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, 3 * PAGE);
        AtomicInteger pages = new AtomicInteger(3);
        ReencryptionJobs jobs = members.jobs().in(() -> time.addAndGet(TimeUnit.SECONDS.toNanos(1)), Pause.SLEEP);

        JobStatus end = jobs.work(
                jobs.start(JobPlan.renewal()).id(),
                Worker.named("one").inPagesOf(PAGE).telling(status -> {
                    int page = pages.getAndIncrement();
                    assertThat(page).as("pages").isLessThan(20);
                    members.fill(1 + page * PAGE, PAGE);
                }));

        assertThat(end.rows()).isEqualTo(new RowCounts(3 * PAGE, 3 * PAGE, 0, 0, 0));
        assertThat(members.renewed().isGood()).isTrue();
        assertThat(members.wrong()).isEmpty();
    }

    /** Neither ranges nor keys nor rows of more than a page are ever in memory, however many rows there are. */
    @ParameterizedTest
    @EnumSource
    void readsNoMoreThanAPageAtOnceOfATableOfManyRanges(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, 25_000);
        AtomicInteger most = new AtomicInteger();
        DataSource counting = counting(members.database, most);
        ReencryptionJobs jobs = ReencryptionJobs.of(counting, Members.LOCK, Members.NEW, members.cipher);

        JobStatus end = jobs.work(
                jobs.start(JobPlan.renewal()).id(),
                Worker.named("one")
                        .inPagesOf(PAGE)
                        .telling(status -> assertThat(members.column("select count(*) from redoubt_job_range"))
                                .singleElement()
                                .satisfies(ranges -> assertThat((Long) ranges).isLessThanOrEqualTo(1))));

        assertThat(end.rows()).isEqualTo(new RowCounts(25_000, 25_000, 0, 0, 0));
        assertThat(most).hasValue(PAGE);
    }

    private static DataSource counting(DataSource database, AtomicInteger most) {
        return counting(DataSource.class, database, most, new AtomicInteger());
    }

    /** Counts the rows of each result, and keeps the highest count. */
    private static <T> T counting(Class<T> type, Object real, AtomicInteger most, AtomicInteger rows) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (real instanceof ResultSet && method.getName().equals("next") && (Boolean) result) {
                            most.accumulateAndGet(rows.incrementAndGet(), Math::max);
                        }
                        boolean counts = result instanceof Connection
                                || result instanceof Statement
                                || result instanceof ResultSet;
                        return counts ? counting(method.getReturnType(), result, most, new AtomicInteger()) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
