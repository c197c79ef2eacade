package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redoubt.field.jdbc.FieldRows;
import io.redoubt.field.jdbc.InventoryReport;
import io.redoubt.field.jdbc.JobStatus.State;
import io.redoubt.key.FieldName;
import io.redoubt.key.Purpose;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an operator's metrics tell of stored values and of jobs. */
class FieldJobMetersTest {

    private final AtomicLong nanos = new AtomicLong();
    private final JobBoard board = new JobBoard(Clock.fixed(FakeFieldJobs.START, ZoneOffset.UTC), nanos::get);
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void tellWhatStandsUnderWhichKeyAndForgetEpochsThatAreFree() {
        new FieldJobMeters(board).bindTo(registry);
        assertThat(registry.get("redoubt.fields.inventory.age").gauge().value()).isNaN();

        take(new FieldRows(FieldName.parse("customer.email"), Purpose.FIELD, Map.of(2, 7L, 3, 1L), 4, 5, 6, List.of()));
        assertThat(rows("2", "sealed")).isEqualTo(7);
        assertThat(rows("3", "sealed")).isEqualTo(1);
        assertThat(rows("none", "plaintext")).isEqualTo(5);
        assertThat(rows("none", "erased")).isEqualTo(4);

        take(new FieldRows(FieldName.parse("customer.email"), Purpose.FIELD, Map.of(3, 8L), 4, 0, 6, List.of()));
        assertThat(rows("3", "sealed")).isEqualTo(8);
        assertThat(rows("none", "plaintext")).isZero();
        assertThat(registry.find("redoubt.fields.rows").tag("epoch", "2").gauge())
                .isNull();
        nanos.set(TimeUnit.SECONDS.toNanos(90));
        assertThat(registry.get("redoubt.fields.inventory.age").gauge().value()).isEqualTo(90);
    }

    @Test
    void areBounded() {
        new FieldJobMeters(board).bindTo(registry);

        take(IntStream.range(0, 500)
                .mapToObj(i -> new FieldRows(
                        new FieldName("customer", "field" + i), Purpose.FIELD, Map.of(2, 1L), 0, 0, 0, List.of()))
                .toArray(FieldRows[]::new));

        assertThat(registry.find("redoubt.fields.rows").gauges()).hasSize(FieldJobMeters.MAX_SERIES);
    }

    @Test
    void tellHowTheNewestJobDoes() {
        new FieldJobMeters(board).bindTo(registry);
        board.job(FakeFieldJobs.job(7, State.RUNNING, FakeFieldJobs.rows(20, 3)));
        nanos.set(TimeUnit.SECONDS.toNanos(2));
        board.job(FakeFieldJobs.job(7, State.RUNNING, FakeFieldJobs.rows(30, 3)));

        assertThat(job("seen")).isEqualTo(30);
        assertThat(job("failed")).isEqualTo(3);
        assertThat(registry.get("redoubt.fields.job.rate").gauge().value()).isEqualTo(5);
        board.job(FakeFieldJobs.job(7, State.FINISHED, FakeFieldJobs.rows(30, 3)));
        assertThat(registry.get("redoubt.fields.job.rate").gauge().value()).isZero();
    }

    private void take(FieldRows... fields) {
        board.inventory(new TakenInventory(0, 0, new InventoryReport(FakeFieldJobs.START, List.of(fields), Map.of())));
    }

    private double rows(String epoch, String state) {
        return registry.get("redoubt.fields.rows")
                .tags("entity", "customer", "field", "email", "epoch", epoch, "state", state)
                .gauge()
                .value();
    }

    private double job(String result) {
        return registry.get("redoubt.fields.job.rows")
                .tags("result", result)
                .gauge()
                .value();
    }
}
