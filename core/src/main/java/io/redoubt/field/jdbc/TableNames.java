package io.redoubt.field.jdbc;

import io.redoubt.ConfigurationException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names of a table and its columns as the database has them, quoted: the lock file has them as the entities do, and an unquoted
 * name is folded to lower case by one database and to upper case by another.
 */
final class TableNames {

    private final DatabaseMetaData database;
    private final @Nullable String catalog;
    private final @Nullable String schema;
    private final String table;
    private final String locked;
    private final boolean isQualified;

    private TableNames(Connection connection, String locked) throws SQLException {
        int dot = locked.lastIndexOf('.');
        this.database = connection.getMetaData();
        this.catalog = connection.getCatalog();
        this.locked = locked;
        this.isQualified = dot >= 0;
        this.schema = isQualified ? one(schemas(locked.substring(0, dot)), locked) : connection.getSchema();
        this.table = one(tables(locked.substring(dot + 1)), locked);
    }

    /** @param locked the name of the table in the lock file, with its schema if it needs one */
    static TableNames of(Connection connection, String locked) throws SQLException {
        return new TableNames(connection, locked);
    }

    /**
     * {@return the same, for whom has to see every row}
     *
     * @throws ConfigurationException if a policy hides rows from this user
     */
    static TableNames ofWhole(Connection connection, String locked) throws SQLException {
        TableNames names = of(connection, locked);
        if (Dialect.of(connection).hidesRows(connection, names.table())) {
            throw new ConfigurationException(
                    locked,
                    "hides rows from this user of the database, by a policy of row security",
                    "connect as a user who sees all rows: its owner, or one with bypassrls");
        }
        return names;
    }

    /** {@return the table, quoted} */
    String table() throws SQLException {
        return isQualified && schema != null ? quoted(schema) + "." + quoted(table) : quoted(table);
    }

    /** {@return a column, quoted} */
    String column(String name) throws SQLException {
        Set<String> found = new TreeSet<>();
        for (String spelling : spellings(name)) {
            try (ResultSet columns = database.getColumns(catalog, pattern(schema), pattern(table), pattern(spelling))) {
                collect(columns, "COLUMN_NAME", spelling, found);
            }
        }
        return quoted(one(found, locked + "." + name));
    }

    private Set<String> schemas(String name) throws SQLException {
        Set<String> found = new TreeSet<>();
        for (String spelling : spellings(name)) {
            try (ResultSet schemas = database.getSchemas(catalog, pattern(spelling))) {
                collect(schemas, "TABLE_SCHEM", spelling, found);
            }
        }
        return found;
    }

    private Set<String> tables(String name) throws SQLException {
        Set<String> found = new TreeSet<>();
        for (String spelling : spellings(name)) {
            try (ResultSet tables = database.getTables(catalog, pattern(schema), pattern(spelling), null)) {
                collect(tables, "TABLE_NAME", spelling, found);
            }
        }
        return found;
    }

    private static void collect(ResultSet rows, String column, String wanted, Set<String> found) throws SQLException {
        while (rows.next()) {
            String name = rows.getString(column);
            if (wanted.equals(name)) {
                found.add(name);
            }
        }
    }

    private static Set<String> spellings(String name) {
        return new TreeSet<>(List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)));
    }

    private static String one(Set<String> found, String locked) {
        return Optional.of(found)
                .filter(names -> names.size() == 1)
                .map(names -> names.iterator().next())
                .orElseThrow(() -> new ConfigurationException(
                        "redoubt-fields.lock",
                        found.isEmpty()
                                ? "names " + locked + ", which the database does not have"
                                : "names " + locked + ", of which the database has several that differ in case alone",
                        "connect to the database of the service, with its default schema"));
    }

    private @Nullable String pattern(@Nullable String name) throws SQLException {
        String escape = database.getSearchStringEscape();
        return name == null
                ? null
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }

    private String quoted(String name) throws SQLException {
        String quote = database.getIdentifierQuoteString();
        return quote + name.replace(quote, quote + quote) + quote;
    }
}
