package io.redoubt.field.jdbc;

import io.redoubt.ConfigurationException;
import io.redoubt.field.CiphertextHeader;
import io.redoubt.field.FieldLock;
import io.redoubt.field.LockedField;
import io.redoubt.field.LockedField.KeyColumn;
import io.redoubt.internal.Json;
import io.redoubt.key.Subject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The rows about a subject, in all tables that have some. Thread-safe. */
final class SubjectRows {

    private final Supplier<FieldLock> lock;

    SubjectRows(Supplier<FieldLock> lock) {
        this.lock = lock;
    }

    private List<LockedField> fields() {
        return lock.get().fields().stream()
                .filter(field -> field.subject().isPresent())
                .toList();
    }

    /**
     * Removes the codes by which the rows could be found.
     *
     * @return how many
     * @throws ConfigurationException if a column cannot be without a code
     */
    Cleared clearCodes(Connection connection, Subject subject) throws SQLException {
        Map<String, Integer> cleared = new LinkedHashMap<>();
        for (LockedField field : fields()) {
            for (LockedField.Index index : field.indexes()) {
                cleared.put(field.name() + "/" + index.name().index(), clear(connection, field, index, subject));
            }
        }
        return new Cleared(
                cleared.values().stream().mapToLong(count -> count).sum(),
                new String(Json.write(cleared), StandardCharsets.UTF_8));
    }

    private static int clear(Connection connection, LockedField field, LockedField.Index index, Subject subject)
            throws SQLException {
        TableNames names = TableNames.of(connection, field.table());
        String code = names.column(index.column());
        String update = "update " + names.table() + " set " + code + " = null where " + code + " is not null and ";
        Optional<Rows> rows = Rows.of(connection, names, field, subject);
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(update + rows.get().condition())) {
            rows.get().bind(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            if (!SqlState.isIntegrityViolation(e)) {
                throw e;
            }
            throw new ConfigurationException(
                    field.table() + "." + index.column(),
                    "holds codes of the field " + field.name() + " and may not be null, so that nobody can be erased",
                    "drop the constraint that keeps it from being null, and erase again: nothing was erased");
        }
    }

    /** {@return whether a value that was sealed under a key of the subject stands anywhere} */
    boolean haveValues(Connection connection, Subject subject) throws SQLException {
        for (LockedField field : fields()) {
            if (hasValue(connection, field, subject)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasValue(Connection connection, LockedField field, Subject subject) throws SQLException {
        TableNames names = TableNames.of(connection, field.table());
        String value = names.column(field.column());
        Optional<Rows> rows = Rows.of(connection, names, field, subject);
        if (rows.isEmpty()) {
            return false;
        }
        try (PreparedStatement select = connection.prepareStatement("select " + value + " from " + names.table()
                + " where " + value + " is not null and " + rows.get().condition())) {
            rows.get().bind(select);
            try (ResultSet stored = select.executeQuery()) {
                boolean found = false;
                while (!found && stored.next()) {
                    found = isOfSubject(field, stored);
                }
                return found;
            }
        }
    }

    private static boolean isOfSubject(LockedField field, ResultSet stored) throws SQLException {
        Optional<CiphertextHeader> header = switch (field.form()) {
            case TEXT -> CiphertextHeader.parseText(stored.getString(1));
            case BINARY -> CiphertextHeader.parse(stored.getBytes(1));
        };
        return header.filter(it -> it.subjectNumber().isPresent()).isPresent();
    }

    /**
     * How many codes were removed.
     *
     * @param total of all indexes
     * @param json of each
     */
    record Cleared(long total, String json) {}

    /**
     * Which rows of a table.
     *
     * @param subject the column
     * @param id what stands in it
     * @param tenant the column, if there are tenants
     */
    private record Rows(Dialect dialect, String subject, Object id, Optional<String> tenant, Subject whom) {

        /** {@return the rows, or nothing if no row can be about the subject: its id or tenant are of another kind} */
        static Optional<Rows> of(Connection connection, TableNames names, LockedField field, Subject whom)
                throws SQLException {
            KeyColumn column = field.subject().orElseThrow();
            Optional<Object> id = id(column, whom.id());
            if (id.isEmpty() || field.tenant().isPresent() != whom.tenant().isPresent()) {
                return Optional.empty();
            }
            Optional<String> tenant = field.tenant().isPresent()
                    ? Optional.of(names.column(field.tenant().get()))
                    : Optional.empty();
            return Optional.of(new Rows(Dialect.of(connection), names.column(column.column()), id.get(), tenant, whom));
        }

        private static Optional<Object> id(KeyColumn column, String id) {
            try {
                Object value = switch (column.kind()) {
                    case NUMBER -> Long.valueOf(id);
                    case UUID -> UUID.fromString(id);
                    case TEXT -> id;
                    case BYTES -> throw new IllegalArgumentException("bytes name no subject");
                };
                return value.toString().equals(id) ? Optional.of(value) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // no value of the column is this
            }
        }

        String condition() {
            return subject + " = ?"
                    + tenant.map(column -> " and " + column + " = ?").orElse("");
        }

        void bind(PreparedStatement statement) throws SQLException {
            if (id instanceof Long number) {
                statement.setLong(1, number);
            } else {
                dialect.setText(statement, 1, id.toString());
            }
            if (tenant.isPresent()) {
                dialect.setText(statement, 2, whom.tenant().orElseThrow());
            }
        }
    }
}
