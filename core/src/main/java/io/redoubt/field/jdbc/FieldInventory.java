package io.redoubt.field.jdbc;

import io.redoubt.field.FieldLock;
import io.redoubt.field.LockedField;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Counts which values stand under which key, without any key: from the first bytes of each value, all tables at one moment. Reads
 * every row once and keeps none. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FieldInventory {

    private final DataSource database;
    private final FieldLock lock;

    private FieldInventory(DataSource database, FieldLock lock) {
        this.database = database;
        this.lock = lock;
    }

    /**
     * {@return the inventory of a service}
     *
     * @param database of the service
     * @param lock its lock file
     */
    public static FieldInventory of(DataSource database, FieldLock lock) {
        return new FieldInventory(database, lock);
    }

    /**
     * {@return what stands there now; takes about a second for a million rows}
     *
     * @throws io.redoubt.ConfigurationException if the database has other tables than the lock file says, or hides rows of one from
     *     this user: what is not seen is not free
     * @throws FieldStoreException if the database refuses
     */
    public InventoryReport take() {
        try (Connection connection = database.getConnection()) {
            // Of a pool that gives it to others afterwards.
            int isolation = connection.getTransactionIsolation();
            boolean isReadOnly = connection.isReadOnly();
            connection.setAutoCommit(true);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return take(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(isReadOnly);
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException e) {
            throw new FieldStoreException("the inventory cannot be taken", e);
        }
    }

    private InventoryReport take(Connection connection) throws SQLException {
        Instant now = Instant.ofEpochMilli(JobTables.now(connection));
        Map<String, List<LockedField>> tables = new LinkedHashMap<>();
        lock.fields()
                .forEach(field -> tables.computeIfAbsent(field.table(), table -> new ArrayList<>())
                        .add(field));
        List<FieldRows> rows = new ArrayList<>();
        for (Map.Entry<String, List<LockedField>> table : tables.entrySet()) {
            rows.addAll(count(connection, table.getKey(), table.getValue()));
        }
        boolean hasSubjects =
                lock.fields().stream().anyMatch(field -> field.subject().isPresent());
        return new InventoryReport(now, rows, hasSubjects ? subjectKeys(connection) : Map.of());
    }

    private static List<FieldRows> count(Connection connection, String table, List<LockedField> fields)
            throws SQLException {
        TableNames names = TableNames.ofWhole(connection, table);
        Dialect dialect = Dialect.of(connection);
        List<FieldCount> counts = new ArrayList<>();
        int column = 1;
        for (LockedField field : fields) {
            FieldCount count = FieldCount.of(dialect, names, field, column);
            counts.add(count);
            column += count.columns().size();
        }
        String sql = counts.stream()
                .flatMap(count -> count.columns().stream())
                .collect(Collectors.joining(", ", "select ", " from " + names.table() + " t"));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(dialect.fetchSize(connection));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    for (FieldCount count : counts) {
                        count.add(rows);
                    }
                }
            }
        }
        return counts.stream().map(FieldCount::rows).toList();
    }

    private static Map<Integer, Long> subjectKeys(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select epoch, count(*) from redoubt_subject_key where wrapped is not null group by epoch");
                ResultSet rows = select.executeQuery()) {
            Map<Integer, Long> epochs = new HashMap<>();
            while (rows.next()) {
                epochs.put(rows.getInt(1), rows.getLong(2));
            }
            return epochs;
        }
    }
}
