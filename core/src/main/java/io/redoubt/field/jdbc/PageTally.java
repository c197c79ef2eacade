package io.redoubt.field.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what became of the rows of a page, a row that was looked at again with what it was last. For one thread. */
final class PageTally {

    /** What the database says, not the cipher. */
    private static final String REFUSED = "row.refused";

    private final TargetTable table;
    private final int seen;
    private final Map<String, Judged> judged = new LinkedHashMap<>();
    private final AtomicInteger renewed = new AtomicInteger();
    private final AtomicInteger contested = new AtomicInteger();

    PageTally(TargetTable table, int seen) {
        this.table = table;
        this.seen = seen;
    }

    /** @param changed the fields that are to be written */
    void judged(StoredRow row, RowRenewal.Outcome outcome, List<String> changed) {
        judged.put(text(row), new Judged(key(row), outcome.failures(), outcome.isErased(), changed));
    }

    /** It is not as it was any more. */
    void forget(StoredRow row) {
        judged.remove(text(row));
    }

    /** A constraint or a trigger is against what was to be written. */
    void refused(StoredRow row) {
        judged.computeIfPresent(text(row), (text, as) -> as.refused());
    }

    void renewed(int rows) {
        renewed.addAndGet(rows);
    }

    void contested(int rows) {
        contested.addAndGet(rows);
    }

    RowCounts counts() {
        return new RowCounts(
                seen,
                renewed.get(),
                judged.values().stream().filter(Judged::isErased).count(),
                judged.values().stream()
                        .filter(row -> !row.failures().isEmpty())
                        .count(),
                contested.get());
    }

    List<JobTables.FailedValue> failures() {
        List<JobTables.FailedValue> failures = new ArrayList<>();
        for (Judged row : judged.values()) {
            row.failures()
                    .forEach(failure ->
                            failures.add(new JobTables.FailedValue(row.key(), failure.field(), failure.code())));
        }
        return failures;
    }

    private String text(StoredRow row) {
        return RowKeys.write(table.ids(), row.key());
    }

    /** For people. */
    private String key(StoredRow row) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < row.key().size(); i++) {
            parts.add(table.ids().get(i).text(row.key().get(i)));
        }
        return String.join(",", parts);
    }

    private record Judged(String key, List<RowRenewal.Failure> failures, boolean isErased, List<String> changed) {

        Judged refused() {
            List<RowRenewal.Failure> all = new ArrayList<>(failures);
            changed.forEach(field -> all.add(new RowRenewal.Failure(field, REFUSED)));
            return new Judged(key, all, isErased, List.of());
        }
    }
}
