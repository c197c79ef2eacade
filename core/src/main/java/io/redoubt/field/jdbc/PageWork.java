package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Does the rows of one page. For one thread.
 *
 * @param database the worker's connection
 * @param target the table
 * @param lease the range in which the page is
 * @param pause lets time pass
 */
record PageWork(JobConnection database, JobTarget.Resolved target, Lease lease, Pause pause) {

    /** How often a row is looked at that others are writing. */
    private static final int LOOKS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Does a page that was read, and saves that it was done. */
    void run(List<StoredRow> page) throws SQLException, LeaseLostException, InterruptedException {
        Tally tally = new Tally(page.size());
        String last =
                RowKeys.write(target.table().ids(), page.get(page.size() - 1).key());
        List<StoredRow> missed = database.write(connection -> {
            List<StoredRow> others = write(connection, page, tally);
            if (others.isEmpty()) {
                save(connection, last, tally);
            }
            return others;
        });
        if (!missed.isEmpty()) {
            lookAgain(missed, tally);
            database.write(connection -> {
                save(connection, last, tally);
                return last;
            });
        }
    }

    private void save(Connection connection, String last, Tally tally) throws SQLException, LeaseLostException {
        JobRanges.progress(connection, lease, last, tally.counts());
        JobTables.insertFailures(connection, lease, tally.failures);
    }

    private void lookAgain(List<StoredRow> missed, Tally tally)
            throws SQLException, LeaseLostException, InterruptedException {
        List<StoredRow> left = missed;
        for (int look = 0; look < LOOKS && !left.isEmpty(); look++) {
            if (look > 0) {
                pause.pass(BETWEEN_LOOKS);
            }
            List<StoredRow> now = readAgain(left);
            left = database.write(connection -> write(connection, now, tally));
        }
        tally.contested += left.size();
    }

    private List<StoredRow> readAgain(List<StoredRow> rows) throws SQLException, LeaseLostException {
        return database.read(connection -> {
            List<StoredRow> now = new ArrayList<>();
            for (StoredRow row : rows) {
                target.table().row(connection, row.key()).ifPresent(now::add);
            }
            return now;
        });
    }

    /** {@return which rows somebody else writes, or has written or deleted} */
    private List<StoredRow> write(Connection connection, List<StoredRow> rows, Tally tally) throws SQLException {
        List<Change> changes = new ArrayList<>();
        RowRenewal renewal = target.within(connection);
        for (StoredRow row : rows) {
            RowRenewal.Outcome outcome = renewal.renew(row);
            if (!row.holds(outcome.values())) {
                changes.add(new Change(row, outcome.values()));
            }
            tally.add(row, outcome);
        }
        List<StoredRow> missed =
                changes.isEmpty() ? List.of() : target.table().update().write(connection, changes);
        tally.renewed += changes.size() - missed.size();
        return missed;
    }

    /** Counts what became of the rows of a page, a row that was looked at again with what it was last. */
    private final class Tally {

        private final int seen;
        private final List<JobTables.FailedValue> failures = new ArrayList<>();
        private final java.util.Set<String> failed = new java.util.HashSet<>();
        private final java.util.Set<String> erased = new java.util.HashSet<>();
        private int renewed;
        private int contested;

        Tally(int seen) {
            this.seen = seen;
        }

        void add(StoredRow row, RowRenewal.Outcome outcome) {
            if (outcome.isErased()) {
                erased.add(RowKeys.write(target.table().ids(), row.key()));
            }
            if (!outcome.failures().isEmpty()
                    && failed.add(RowKeys.write(target.table().ids(), row.key()))) {
                outcome.failures()
                        .forEach(failure ->
                                failures.add(new JobTables.FailedValue(key(row), failure.field(), failure.code())));
            }
        }

        /** For people. */
        private String key(StoredRow row) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < row.key().size(); i++) {
                parts.add(target.table().ids().get(i).text(row.key().get(i)));
            }
            return String.join(",", parts);
        }

        RowCounts counts() {
            return new RowCounts(seen, renewed, erased.size(), failed.size(), contested);
        }
    }
}
