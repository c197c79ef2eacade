package io.redoubt.field.jdbc;

import io.redoubt.ConfigurationException;
import io.redoubt.field.LockedField;
import io.redoubt.field.RowId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out what the columns of a table are in the database. For one connection. */
final class TableResolver {

    private final Connection connection;
    private final TableNames names;
    private final String table;

    private TableResolver(Connection connection, TableNames names, String table) {
        this.connection = connection;
        this.names = names;
        this.table = table;
    }

    /** @param table as the lock file names it */
    static TableResolver of(Connection connection, String table) throws SQLException {
        return new TableResolver(connection, TableNames.ofWhole(connection, table), table);
    }

    String quoted() throws SQLException {
        return names.table();
    }

    /** {@return columns that name something} */
    List<KeyColumn> keys(List<LockedField.KeyColumn> columns) throws SQLException {
        List<Facts> facts =
                facts(columns.stream().map(LockedField.KeyColumn::column).toList());
        List<KeyColumn> keys = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            RowId.Kind kind = columns.get(i).kind();
            Facts found = facts.get(i);
            KeyColumn.Storage storage = KeyColumn.Storage.of(found.className())
                    .filter(it -> it.fits(kind))
                    .orElseThrow(() -> unfit(found.name(), kind.id()));
            keys.add(new KeyColumn(found.quoted(), kind, storage, found.type()));
        }
        return keys;
    }

    /** {@return the column of a tenant, who is named by the text of whatever stands there} */
    KeyColumn tenant(String column) throws SQLException {
        Facts found = facts(List.of(column)).get(0);
        KeyColumn.Storage storage =
                KeyColumn.Storage.of(found.className()).orElseThrow(() -> unfit(column, RowId.Kind.TEXT.id()));
        RowId.Kind kind = switch (storage) {
            case NUMBER -> RowId.Kind.NUMBER;
            case UUID, BYTES -> RowId.Kind.UUID;
            case TEXT -> RowId.Kind.TEXT;
        };
        return new KeyColumn(found.quoted(), kind, storage, found.type());
    }

    ValueColumn value(String column, ValueColumn.Holds holds) throws SQLException {
        Facts found = facts(List.of(column)).get(0);
        Optional<KeyColumn.Storage> storage = KeyColumn.Storage.of(found.className());
        boolean fits = switch (holds) {
            case TEXT -> storage.equals(Optional.of(KeyColumn.Storage.TEXT));
            case BYTES -> storage.equals(Optional.of(KeyColumn.Storage.BYTES));
            case NUMBER -> storage.equals(Optional.of(KeyColumn.Storage.NUMBER));
        };
        if (!fits) {
            throw unfit(column, holds.name().toLowerCase(java.util.Locale.ROOT));
        }
        return new ValueColumn(found.quoted(), holds, found.type());
    }

    private ConfigurationException unfit(String column, String wanted) {
        return new ConfigurationException(
                "redoubt-fields.lock",
                "says that " + table + "." + column + " holds " + wanted
                        + ", and its type in the database is another one",
                "give the column a type for that; large objects (oid, clob, blob) are none");
    }

    private List<Facts> facts(List<String> columns) throws SQLException {
        if (columns.isEmpty()) {
            return List.of();
        }
        List<String> quoted = new ArrayList<>();
        for (String column : columns) {
            quoted.add(names.column(column));
        }
        String sql = "select " + quoted.stream().collect(Collectors.joining(", ")) + " from " + names.table()
                + " where 1 = 0";
        try (PreparedStatement select = connection.prepareStatement(sql);
                java.sql.ResultSet none = select.executeQuery()) {
            ResultSetMetaData meta = none.getMetaData();
            Dialect dialect = Dialect.of(connection);
            List<Facts> facts = new ArrayList<>();
            for (int i = 0; i < quoted.size(); i++) {
                String type = dialect.type(meta.getColumnTypeName(i + 1));
                facts.add(new Facts(columns.get(i), quoted.get(i), meta.getColumnClassName(i + 1), type));
            }
            return facts;
        }
    }

    /** What the database says of a column. */
    private record Facts(String name, String quoted, String className, String type) {}
}
