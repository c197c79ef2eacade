package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        PageTally tally = new PageTally(target, page.size());
        String last =
                RowKeys.write(target.table().ids(), page.get(page.size() - 1).key());
        Optional<List<StoredRow>> missed = atOnce(page, tally, last);
        if (missed.isEmpty() || !missed.get().isEmpty()) {
            lookAgain(missed.isPresent() ? missed.get() : oneByOne(page, tally), tally);
            database.write(connection -> {
                save(connection, last, tally);
                return last;
            });
        }
    }

    /** {@return the rows that others hold or have changed, none if the page is saved; nothing if the database refused a row} */
    private Optional<List<StoredRow>> atOnce(List<StoredRow> page, PageTally tally, String last)
            throws SQLException, LeaseLostException {
        try {
            return Optional.of(database.write(connection -> {
                List<StoredRow> missed = write(connection, judged(connection, page, tally), tally);
                if (missed.isEmpty()) {
                    save(connection, last, tally);
                }
                return missed;
            }));
        } catch (SQLException e) {
            requireRefusal(e);
            tally.nothingRenewed();
            return Optional.empty();
        }
    }

    /** One row that a constraint or a trigger refuses keeps no other from being written. */
    private List<StoredRow> oneByOne(List<StoredRow> rows, PageTally tally) throws SQLException, LeaseLostException {
        List<StoredRow> missed = new ArrayList<>();
        for (StoredRow row : rows) {
            List<Change> changes = new ArrayList<>();
            try {
                missed.addAll(database.write(connection -> {
                    changes.addAll(judged(connection, List.of(row), tally));
                    return write(connection, changes, tally);
                }));
            } catch (SQLException e) {
                requireRefusal(e);
                changes.forEach(tally::refused);
            }
        }
        return missed;
    }

    private static void requireRefusal(SQLException e) throws SQLException {
        if (!SqlState.isRefusal(e)) {
            throw e;
        }
    }

    private List<StoredRow> write(Connection connection, List<Change> changes, PageTally tally) throws SQLException {
        List<StoredRow> missed =
                changes.isEmpty() ? List.of() : target.table().update().write(connection, changes);
        tally.renewed(changes.size() - missed.size());
        return missed;
    }

    private void save(Connection connection, String last, PageTally tally) throws SQLException, LeaseLostException {
        JobRanges.progress(connection, lease, last, tally.counts());
        JobTables.insertFailures(connection, lease, tally.failures());
    }

    /** Somebody else writes these rows, or has written or deleted them. */
    private void lookAgain(List<StoredRow> missed, PageTally tally)
            throws SQLException, LeaseLostException, InterruptedException {
        List<StoredRow> left = missed;
        for (int look = 0; look < LOOKS && !left.isEmpty(); look++) {
            if (look > 0) {
                pause.pass(BETWEEN_LOOKS);
            }
            left = oneByOne(readAgain(left, tally), tally);
        }
        tally.contested(left.size());
    }

    private List<StoredRow> readAgain(List<StoredRow> rows, PageTally tally) throws SQLException, LeaseLostException {
        return database.read(connection -> {
            List<StoredRow> now = new ArrayList<>();
            for (StoredRow row : rows) {
                tally.forget(row);
                target.table().row(connection, row.key()).ifPresent(now::add);
            }
            return now;
        });
    }

    /** In the transaction that writes them: whom a row is about is not erased until it ends. */
    private List<Change> judged(Connection connection, List<StoredRow> rows, PageTally tally) {
        RowRenewal renewal = target.within(connection);
        List<Change> changes = new ArrayList<>();
        for (StoredRow row : rows) {
            RowRenewal.Outcome outcome = renewal.renew(row);
            if (!row.holds(outcome.values())) {
                changes.add(new Change(row, outcome.values()));
            }
            tally.judged(row, outcome);
        }
        return changes;
    }
}
