package io.redoubt.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.redoubt.field.jdbc.FieldRows;
import io.redoubt.field.jdbc.RowCounts;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Measures which values stand under which key, by the last inventory, and how the job does that is under way. All instances tell the same
 * of a database, but not at the same moment: take the greatest, not the sum. At most {@value #MAX_SERIES} fields, epochs and states.
 */
final class FieldJobMeters implements MeterBinder {

    static final String ROWS = "redoubt.fields.rows";
    static final String INVENTORY_AGE = "redoubt.fields.inventory.age";
    static final String JOB_ROWS = "redoubt.fields.job.rows";
    static final String JOB_RATE = "redoubt.fields.job.rate";
    static final int MAX_SERIES = 1_000;

    private static final String NONE = "none";

    private final JobBoard board;

    FieldJobMeters(JobBoard board) {
        this.board = board;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        MultiGauge rows = MultiGauge.builder(ROWS)
                .description("Values by key or state, as the last inventory found them.")
                .register(registry);
        board.onInventory(() -> rows.register(rows(), true));
        rows.register(rows(), true);
        Gauge.builder(INVENTORY_AGE, board, FieldJobMeters::age)
                .description("Time since the last inventory was begun; not a number before the first.")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(JOB_RATE, board, FieldJobMeters::rate)
                .description("Rows per second of the job that is under way, by all instances; 0 if none is.")
                .register(registry);
        job(registry, "seen", RowCounts::seen);
        job(registry, "renewed", RowCounts::renewed);
        job(registry, "failed", RowCounts::failed);
    }

    private void job(MeterRegistry registry, String result, ToLongFunction<RowCounts> number) {
        Gauge.builder(JOB_ROWS, board, it -> newest(it, number))
                .tags("result", result)
                .description("Rows of the newest job, by all instances.")
                .register(registry);
    }

    private static double newest(JobBoard board, ToLongFunction<RowCounts> number) {
        return board.known().jobs().stream()
                .findFirst()
                .map(job -> (double) number.applyAsLong(job.status().rows()))
                .orElse(0d);
    }

    private static double rate(JobBoard board) {
        JobBoard.Known known = board.known();
        return known.running()
                .map(job -> known.rowsPerSecond(job.status().id()).orElse(0))
                .orElse(0d);
    }

    private static double age(JobBoard board) {
        return board.known()
                .inventory()
                .map(taken -> (double) TimeUnit.NANOSECONDS.toSeconds(board.nanos() - taken.nanos()))
                .orElse(Double.NaN);
    }

    private List<Row<?>> rows() {
        return board.known().inventory().stream()
                .flatMap(taken -> taken.report().fields().stream())
                .flatMap(FieldJobMeters::rows)
                .<Row<?>>map(row -> row)
                .limit(MAX_SERIES)
                .toList();
    }

    private static Stream<Row<Number>> rows(FieldRows field) {
        Stream<Row<Number>> sealed = field.epochs().entrySet().stream()
                .map(epoch -> row(field, Integer.toString(epoch.getKey()), "sealed", epoch.getValue()));
        return Stream.concat(
                sealed,
                Stream.of(
                        row(field, NONE, "plaintext", field.plaintext()), row(field, NONE, "erased", field.erased())));
    }

    private static Row<Number> row(FieldRows field, String epoch, String state, long rows) {
        Tags tags = Tags.of(
                "entity", field.field().entity(), "field", field.field().field(), "epoch", epoch, "state", state);
        return Row.of(tags, rows);
    }
}
