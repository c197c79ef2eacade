package io.redoubt.field.jdbc;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.field.jdbc.ErasureRecord.Action;
import io.redoubt.internal.Enc;
import io.redoubt.key.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The statements on {@code redoubt_erasure}, a chain of records. Thread-safe.
 *
 * @param trustDomain goes into each hash
 * @param service goes into each hash
 */
record ErasureTable(TrustDomain trustDomain, ServiceName service) {

    private static final int FETCHED = 1000;
    private static final String SELECT =
            "select position, action, tenant, subject, number, done_at, done_by, reason, cleared,"
                    + " previous, hash from redoubt_erasure";

    /** Adds a record; whoever adds one at the same time waits for the end of this transaction. */
    ErasureRecord append(
            Connection connection, Action action, Subject subject, long number, Account account, String cleared)
            throws SQLException {
        lock(connection);
        Optional<ErasureRecord> last = first(select(connection, SELECT + " order by position desc limit 1"));
        ErasureRecord record = new ErasureRecord(
                        last.map(ErasureRecord::position).orElse(0L) + 1,
                        action,
                        subject,
                        number,
                        now(connection),
                        account.by(),
                        account.reason(),
                        cleared,
                        last.map(ErasureRecord::hash).orElse(""),
                        "")
                .hashed(trustDomain, service);
        insert(connection, record);
        return record;
    }

    /** The first record stands for the chain. Before there is one, the primary key lets one of two through. */
    private static void lock(Connection connection) throws SQLException {
        select(connection, SELECT + " where position = 1 for update");
    }

    /** {@return the last record of a subject} */
    static Optional<ErasureRecord> last(Connection connection, Subject subject) throws SQLException {
        return first(of(connection, subject, " order by position desc limit 1"));
    }

    /** {@return all records of a subject, in their order} */
    static List<ErasureRecord> of(Connection connection, Subject subject) throws SQLException {
        return of(connection, subject, " order by position");
    }

    /** {@return records behind a position, in their order} */
    static List<ErasureRecord> after(Connection connection, long position, int limit) throws SQLException {
        return select(connection, SELECT + " where position > " + position + " order by position limit " + limit);
    }

    /** Compares each record with its hash and the one before it. */
    ErasureCheck check(Connection connection) throws SQLException {
        long records = 0;
        String head = "";
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery(SELECT + " order by position")) {
                while (rows.next()) {
                    Optional<ErasureRecord> next = record(rows);
                    if (!isNext(next, records, head)) {
                        return new ErasureCheck(records, head, OptionalLong.of(records + 1));
                    }
                    records++;
                    head = next.orElseThrow().hash();
                }
            }
        }
        return new ErasureCheck(records, head, OptionalLong.empty());
    }

    private boolean isNext(Optional<ErasureRecord> next, long records, String head) {
        return next.filter(it -> it.position() == records + 1
                        && it.previous().equals(head)
                        && it.equals(it.hashed(trustDomain, service)))
                .isPresent();
    }

    private static List<ErasureRecord> of(Connection connection, Subject subject, String order) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " where tenant = ? and subject = ?" + order)) {
            SubjectKeyTable.setSubject(select, subject);
            try (ResultSet rows = select.executeQuery()) {
                return records(rows);
            }
        }
    }

    private static List<ErasureRecord> select(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return records(rows);
        }
    }

    private static Optional<ErasureRecord> first(List<ErasureRecord> records) {
        return records.stream().findFirst();
    }

    private static List<ErasureRecord> records(ResultSet rows) throws SQLException {
        List<ErasureRecord> records = new ArrayList<>();
        while (rows.next()) {
            records.add(record(rows)
                    .orElseThrow(() -> new IllegalStateException("redoubt_erasure has a row that is no record")));
        }
        return records;
    }

    private static Optional<ErasureRecord> record(ResultSet row) throws SQLException {
        try {
            return Optional.of(new ErasureRecord(
                    row.getLong("position"),
                    Action.valueOf(row.getString("action")),
                    subject(row.getString("tenant"), row.getString("subject")),
                    row.getLong("number"),
                    row.getObject("done_at", OffsetDateTime.class).toInstant(),
                    row.getString("done_by"),
                    row.getString("reason"),
                    row.getString("cleared"),
                    row.getString("previous"),
                    row.getString("hash")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Subject subject(String tenant, String id) {
        return new Subject(tenant.isEmpty() ? Optional.empty() : Optional.of(tenant), id);
    }

    private static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select current_timestamp")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant().truncatedTo(ChronoUnit.MILLIS);
        }
    }

    private static void insert(Connection connection, ErasureRecord record) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into redoubt_erasure (tenant, subject, position, action, number, done_at, done_by, reason, cleared,"
                        + " previous, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            SubjectKeyTable.setSubject(insert, record.subject());
            insert.setLong(3, record.position());
            insert.setString(4, record.action().name());
            insert.setLong(5, record.number());
            insert.setObject(6, record.at().atOffset(ZoneOffset.UTC));
            insert.setString(7, record.by());
            insert.setString(8, record.reason());
            insert.setString(9, record.cleared());
            insert.setString(10, record.previous());
            insert.setString(11, record.hash());
            insert.executeUpdate();
        }
    }

    /**
     * Who did it and why.
     *
     * @param by who asked for it
     * @param reason why
     */
    record Account(String by, String reason) {

        private static final int MAX_BY = 255;
        private static final int MAX_REASON = 1000;

        Account {
            require(by, MAX_BY);
            require(reason, MAX_REASON);
        }

        private static void require(String text, int max) {
            boolean isPlain = text.codePoints().noneMatch(Character::isISOControl) && Enc.isWellFormed(text);
            if (text.isBlank() || text.length() > max || !isPlain) {
                throw new IllegalArgumentException(
                        "who erases has 1 to 255 characters, and the reason 1 to 1000, none of them a control character");
            }
        }
    }
}
