package io.redoubt.field.jdbc;

import io.redoubt.key.Subject;
import io.redoubt.key.WrappedSubjectKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/** The statements on {@code redoubt_subject_key}: one row for each key, without the key once it was erased. Thread-safe. */
final class SubjectKeyTable {

    private static final String SELECT =
            "select number, epoch, wrapped from redoubt_subject_key where tenant = ? and subject = ?";
    private static final String NEWEST = " order by number desc limit 1";

    private SubjectKeyTable() {}

    /** {@return the newest key of a subject} */
    static Optional<SubjectKeyRow> newest(Connection connection, Subject subject)
            throws SQLException, AEADBadTagException {
        return select(connection, SELECT + NEWEST, subject).stream().findFirst();
    }

    /** {@return the same, which stays so until the transaction of the caller ends, and which others may hold, too} */
    static Optional<SubjectKeyRow> held(Connection connection, Dialect dialect, Subject subject)
            throws SQLException, AEADBadTagException {
        return select(connection, SELECT + NEWEST + dialect.forShare(), subject).stream()
                .findFirst();
    }

    /** {@return the numbers of all keys of a subject, the highest one first; nobody else holds one of them until the transaction ends} */
    static List<Long> locked(Connection connection, Subject subject) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select number from redoubt_subject_key"
                + " where tenant = ? and subject = ? order by number desc for update")) {
            setSubject(select, subject);
            try (ResultSet rows = select.executeQuery()) {
                List<Long> numbers = new ArrayList<>();
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
                return numbers;
            }
        }
    }

    static Optional<SubjectKeyRow> numbered(Connection connection, Subject subject, long number)
            throws SQLException, AEADBadTagException {
        return select(connection, SELECT + " and number = " + number, subject).stream()
                .findFirst();
    }

    static void insert(Connection connection, WrappedSubjectKey key) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into redoubt_subject_key (tenant, subject, number, created_at, epoch, wrapped)"
                        + " values (?, ?, ?, current_timestamp, ?, ?)")) {
            setSubject(insert, key.subject());
            insert.setLong(3, key.number());
            insert.setInt(4, key.epoch());
            insert.setBytes(5, key.bytes());
            insert.executeUpdate();
        }
    }

    /** Keeps whoever comes from getting a first key. */
    static void insertErased(Connection connection, Subject subject, long number) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into redoubt_subject_key (tenant, subject, number, created_at, erased_at)"
                        + " values (?, ?, ?, current_timestamp, current_timestamp)")) {
            setSubject(insert, subject);
            insert.setLong(3, number);
            insert.executeUpdate();
        }
    }

    /** {@return how many keys were there, and are not any more} */
    static int erase(Connection connection, Subject subject) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update redoubt_subject_key set wrapped = null, epoch = null, erased_at = current_timestamp"
                        + " where tenant = ? and subject = ? and (wrapped is not null or erased_at is null)")) {
            setSubject(update, subject);
            return update.executeUpdate();
        }
    }

    private static List<SubjectKeyRow> select(Connection connection, String query, Subject subject)
            throws SQLException, AEADBadTagException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            setSubject(select, subject);
            try (ResultSet rows = select.executeQuery()) {
                List<SubjectKeyRow> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(SubjectKeyRow.of(subject, rows.getLong(1), rows.getInt(2), rows.getBytes(3)));
                }
                return found;
            }
        }
    }

    static void setSubject(PreparedStatement statement, Subject subject) throws SQLException {
        statement.setString(1, subject.tenant().orElse(""));
        statement.setString(2, subject.id());
    }
}
