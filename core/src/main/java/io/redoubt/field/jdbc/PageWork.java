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
        String last =
                RowKeys.write(target.table().ids(), page.get(page.size() - 1).key());
        PageTally tally = new PageTally(target.table(), page.size());
        Optional<List<StoredRow>> missed = atOnce(page, tally, last);
        if (missed.isPresent() && missed.get().isEmpty()) {
            return;
        }
        PageTally again = missed.isPresent() ? tally : new PageTally(target.table(), page.size());
        lookAgain(missed.isPresent() ? missed.get() : oneByOne(page, again), again);
        database.write(connection -> {
            save(connection, last, again);
            return last;
        });
    }

    /** {@return the rows that others hold or have changed, none if the page is saved; nothing if the database refused a row} */
    private Optional<List<StoredRow>> atOnce(List<StoredRow> page, PageTally tally, String last)
            throws SQLException, LeaseLostException {
        try {
            return Optional.of(database.write(connection -> {
                List<StoredRow> missed = write(connection, page, tally);
                if (missed.isEmpty()) {
                    save(connection, last, tally);
                }
                return missed;
            }));
        } catch (SQLException e) {
            requireRefusal(e);
            return Optional.empty();
        }
    }

    /** One row that a constraint or a trigger refuses keeps no other from being written. */
    private List<StoredRow> oneByOne(List<StoredRow> rows, PageTally tally) throws SQLException, LeaseLostException {
        List<StoredRow> missed = new ArrayList<>();
        for (StoredRow row : rows) {
            try {
                missed.addAll(database.write(connection -> write(connection, List.of(row), tally)));
            } catch (SQLException e) {
                requireRefusal(e);
                tally.refused(row);
            }
        }
        return missed;
    }

    private static void requireRefusal(SQLException e) throws SQLException {
        if (!SqlState.isRefusal(e)) {
            throw e;
        }
    }

    private void save(Connection connection, String last, PageTally tally) throws SQLException, LeaseLostException {
        JobRanges.progress(connection, lease, last, tally.counts());
        JobTables.insertFailures(connection, lease, tally.failures());
    }

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

    /** {@return which rows somebody else writes, or has written or deleted} */
    private List<StoredRow> write(Connection connection, List<StoredRow> rows, PageTally tally) throws SQLException {
        List<Change> changes = new ArrayList<>();
        RowRenewal renewal = target.within(connection);
        for (StoredRow row : rows) {
            RowRenewal.Outcome outcome = renewal.renew(row);
            Change change = new Change(row, outcome.values());
            boolean isNone = row.holds(outcome.values());
            if (!isNone) {
                changes.add(change);
            }
            tally.judged(row, outcome, isNone ? List.of() : renewal.fields(change));
        }
        List<StoredRow> missed =
                changes.isEmpty() ? List.of() : target.table().update().write(connection, changes);
        tally.renewed(changes.size() - missed.size());
        return missed;
    }
}
