package io.redoubt.field.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what became of the rows of a page, a row that was looked at again with what it was last. For one thread. */
final class PageTally {

    /** What the database says, not the cipher. */
    static final String REFUSED = "row.refused";

    private final JobTarget.Resolved target;
    private final int seen;
    private final Map<String, Judged> judged = new LinkedHashMap<>();
    private int renewed;
    private int contested;

    PageTally(JobTarget.Resolved target, int seen) {
        this.target = target;
        this.seen = seen;
    }

    void judged(StoredRow row, RowRenewal.Outcome outcome) {
        forget(row);
        if (outcome.isErased() || !outcome.failures().isEmpty()) {
            add(row, outcome.failures(), outcome.isErased());
        }
    }

    /** It is not as it was any more. */
    void forget(StoredRow row) {
        judged.remove(text(row));
    }

    /** A constraint or a trigger is against it. */
    void refused(Change change) {
        List<RowRenewal.Failure> failures = target.fields().apply(change).stream()
                .map(field -> new RowRenewal.Failure(field, REFUSED))
                .toList();
        add(change.row(), failures, false);
    }

    private void add(StoredRow row, List<RowRenewal.Failure> failures, boolean isErased) {
        judged.merge(text(row), new Judged(key(row), failures, isErased), Judged::and);
    }

    void renewed(int rows) {
        renewed += rows;
    }

    void nothingRenewed() {
        renewed = 0;
    }

    void contested(int rows) {
        contested += rows;
    }

    RowCounts counts() {
        return new RowCounts(
                seen,
                renewed,
                judged.values().stream().filter(Judged::isErased).count(),
                judged.values().stream().filter(it -> !it.failures().isEmpty()).count(),
                contested);
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
        return RowKeys.write(target.table().ids(), row.key());
    }

    /** For people. */
    private String key(StoredRow row) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < row.key().size(); i++) {
            parts.add(target.table().ids().get(i).text(row.key().get(i)));
        }
        return String.join(",", parts);
    }

    private record Judged(String key, List<RowRenewal.Failure> failures, boolean isErased) {

        Judged and(Judged more) {
            List<RowRenewal.Failure> all = new ArrayList<>(failures);
            all.addAll(more.failures);
            return new Judged(key, all, isErased || more.isErased);
        }
    }
}
