package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Hands out ranges of rows, cut when somebody wants one: nobody looks at a table before its turn has come. Leases end by the clock
 * of the database. Thread-safe.
 *
 * @param targets the tables of the job by their number
 * @param rows how many there are in a range
 */
record JobRanges(Map<Integer, JobTarget.Resolved> targets, int rows) {

    /** Longer than a page lasts, whatever the rate. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** {@return a range to work on, in the transaction of the connection; nothing if all are done or in other hands} */
    Optional<Lease> take(Connection connection, long job, String owner) throws SQLException {
        Optional<Lease> abandoned = takeOver(connection, job, owner);
        if (abandoned.isPresent()) {
            return abandoned;
        }
        Optional<Frontier> frontier = frontier(connection, job);
        return frontier.isPresent() ? Optional.of(cut(connection, job, frontier.get(), owner)) : Optional.empty();
    }

    private Optional<Lease> takeOver(Connection connection, long job, String owner) throws SQLException {
        long now = JobTables.now(connection);
        try (PreparedStatement select = connection.prepareStatement(
                "select token, number, after_row, last_row from redoubt_job_range where job = ? and lease_until < ?"
                        + " order by number limit 1 for update skip locked")) {
            select.setLong(1, job);
            select.setLong(2, now);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String before = row.getString(1);
                Lease lease = new Lease(
                        job,
                        row.getInt(2),
                        Lease.tokenAfter(before, owner),
                        Optional.ofNullable(row.getString(3)),
                        Optional.ofNullable(row.getString(4)));
                exchange(connection, before, lease, owner, now);
                return Optional.of(lease);
            }
        }
    }

    private static void exchange(Connection connection, String before, Lease lease, String owner, long now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update redoubt_job_range set token = ?, owner = ?, lease_until = ? where token = ?")) {
            update.setString(1, lease.token());
            update.setString(2, owner);
            update.setLong(3, now + LEASE.toMillis());
            update.setString(4, before);
            update.executeUpdate();
        }
    }

    /** {@return how far the first table has been handed out that has rows left} */
    private static Optional<Frontier> frontier(Connection connection, long job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select number, frontier from redoubt_job_table where job = ? and exhausted = ? order by number limit 1"
                        + " for update")) {
            select.setLong(1, job);
            select.setBoolean(2, false);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Frontier(row.getInt(1), Optional.ofNullable(row.getString(2))))
                        : Optional.empty();
            }
        }
    }

    private Lease cut(Connection connection, long job, Frontier frontier, String owner) throws SQLException {
        JobTarget.Resolved target = targets.get(frontier.target());
        if (target == null) {
            throw new FieldStoreException(
                    "the job is about tables that this lock file does not have: use the one with which it was started",
                    SqlState.UNKNOWN);
        }
        TargetTable table = target.table();
        RowSpan left = RowSpan.from(frontier.row().map(text -> RowKeys.read(table.ids(), text)));
        Optional<String> boundary = table.boundary(connection, left, rows).map(key -> RowKeys.write(table.ids(), key));
        advance(connection, job, frontier.target(), boundary);
        Optional<String> upTo = boundary.isPresent() ? boundary : end(connection, table, left, frontier);
        Lease lease = new Lease(
                job,
                frontier.target(),
                Lease.tokenAfter(
                        job + "/" + frontier.target() + "/" + frontier.row().orElse(""), owner),
                frontier.row(),
                upTo);
        insert(connection, lease, owner);
        return lease;
    }

    /** The last range has an end, too: a table may grow as fast as it is read. */
    private static Optional<String> end(Connection connection, TargetTable table, RowSpan left, Frontier frontier)
            throws SQLException {
        Optional<String> last = table.last(connection, left).map(key -> RowKeys.write(table.ids(), key));
        return last.isPresent() ? last : frontier.row();
    }

    private static void advance(Connection connection, long job, int target, Optional<String> upTo)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update redoubt_job_table set frontier = ?, exhausted = ? where job = ? and number = ?")) {
            update.setString(1, upTo.orElse(null));
            update.setBoolean(2, upTo.isEmpty());
            update.setLong(3, job);
            update.setInt(4, target);
            update.executeUpdate();
        }
    }

    private static void insert(Connection connection, Lease lease, String owner) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into redoubt_job_range (job, number, token, owner, lease_until, after_row, last_row, seen,"
                        + " renewed, erased, failed, contested) values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)")) {
            insert.setLong(1, lease.job());
            insert.setInt(2, lease.target());
            insert.setString(3, lease.token());
            insert.setString(4, owner);
            insert.setLong(5, JobTables.now(connection) + LEASE.toMillis());
            insert.setString(6, lease.after().orElse(null));
            insert.setString(7, lease.upTo().orElse(null));
            insert.executeUpdate();
        }
    }

    /** Saves how far a range has come, and holds it for another while. */
    static void progress(Connection connection, Lease lease, String lastRow, RowCounts counts)
            throws SQLException, LeaseLostException {
        try (PreparedStatement update = connection.prepareStatement(
                "update redoubt_job_range set after_row = ?, lease_until = ?, seen = seen + ?, renewed = renewed + ?,"
                        + " erased = erased + ?, failed = failed + ?, contested = contested + ? where token = ?")) {
            update.setString(1, lastRow);
            update.setLong(2, JobTables.now(connection) + LEASE.toMillis());
            int next = setCounts(update, 3, counts);
            update.setString(next, lease.token());
            requireOne(update.executeUpdate());
        }
    }

    /** Ends a range that is done. */
    static Lease complete(Connection connection, Lease lease) throws SQLException, LeaseLostException {
        RowCounts counts = counts(connection, lease);
        try (PreparedStatement delete = connection.prepareStatement("delete from redoubt_job_range where token = ?")) {
            delete.setString(1, lease.token());
            requireOne(delete.executeUpdate());
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update redoubt_job_table set seen = seen + ?, renewed = renewed + ?, erased = erased + ?,"
                        + " failed = failed + ?, contested = contested + ? where job = ? and number = ?")) {
            int next = setCounts(update, 1, counts);
            update.setLong(next, lease.job());
            update.setInt(next + 1, lease.target());
            update.executeUpdate();
            return lease;
        }
    }

    private static RowCounts counts(Connection connection, Lease lease) throws SQLException, LeaseLostException {
        try (PreparedStatement select = connection.prepareStatement(
                "select seen, renewed, erased, failed, contested from redoubt_job_range where token = ? for update")) {
            select.setString(1, lease.token());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new LeaseLostException();
                }
                return new RowCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
            }
        }
    }

    /** Lets whoever comes next go on at once. */
    static Lease giveBack(Connection connection, Lease lease) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update redoubt_job_range set lease_until = 0 where token = ?")) {
            update.setString(1, lease.token());
            update.executeUpdate();
            return lease;
        }
    }

    /** Lets an instance that was ended or lost its connection go on where it was. */
    static int giveBackAllOf(Connection connection, long job, String owner) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update redoubt_job_range set lease_until = 0 where job = ? and owner = ?")) {
            update.setLong(1, job);
            update.setString(2, owner);
            return update.executeUpdate();
        }
    }

    /** {@return how many ranges are in somebody's hands} */
    static int held(Connection connection, long job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select count(distinct owner) from redoubt_job_range where job = ? and lease_until >= ?")) {
            select.setLong(1, job);
            select.setLong(2, JobTables.now(connection));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** {@return whether no range is left, and none will be cut} */
    static boolean isDone(Connection connection, long job) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select (select count(*) from redoubt_job_range where job = ?)"
                        + " + (select count(*) from redoubt_job_table where job = ? and exhausted = ?)")) {
            select.setLong(1, job);
            select.setLong(2, job);
            select.setBoolean(3, false);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1) == 0;
            }
        }
    }

    private static int setCounts(PreparedStatement statement, int first, RowCounts counts) throws SQLException {
        statement.setLong(first, counts.seen());
        statement.setLong(first + 1, counts.renewed());
        statement.setLong(first + 2, counts.erased());
        statement.setLong(first + 3, counts.failed());
        statement.setLong(first + 4, counts.contested());
        return first + 5;
    }

    private static void requireOne(int rows) throws LeaseLostException {
        if (rows != 1) {
            throw new LeaseLostException();
        }
    }

    /** How far a table has been handed out. */
    private record Frontier(int target, Optional<String> row) {}
}
