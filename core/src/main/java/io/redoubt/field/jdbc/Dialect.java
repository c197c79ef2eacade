package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;

/** What the databases say each in their own way. Thread-safe. */
enum Dialect {
    POSTGRESQL {
        /** Text of no type becomes what the column is: a UUID, a number. */
        @Override
        void setText(PreparedStatement statement, int position, String text) throws SQLException {
            statement.setObject(position, text, Types.OTHER);
        }

        /** Two texts that a collation takes for the same may have other letters. */
        @Override
        String same(String column, ValueColumn.Holds holds, String other) {
            String exactly = holds == ValueColumn.Holds.TEXT ? " collate \"C\"" : "";
            return column + exactly + " is not distinct from " + other;
        }

        @Override
        PageUpdate update(TargetTable table) {
            return new UnnestUpdate(table);
        }

        @Override
        boolean hidesRows(Connection connection, String table) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement("select row_security_active(?::regclass)")) {
                select.setString(1, table);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        }

        /** The driver calls a number that the database gives by a name that is none of a type. */
        @Override
        String type(String driverName) {
            return switch (driverName) {
                case "smallserial" -> "int2";
                case "serial" -> "int4";
                case "bigserial" -> "int8";
                default -> driverName;
            };
        }

        @Override
        Optional<Long> estimatedRows(Connection connection, TargetTable table) throws SQLException {
            return number(
                    connection, "select nullif(reltuples, -1)::bigint from pg_class where oid = ?::regclass", table);
        }
    },
    MYSQL {
        @Override
        String same(String column, ValueColumn.Holds holds, String other) {
            return holds == ValueColumn.Holds.TEXT
                    ? "cast(" + column + " as binary) <=> cast(" + other + " as binary)"
                    : column + " <=> " + other;
        }

        @Override
        String asText(String value) {
            return "cast(" + value + " as char(255))";
        }

        /** As MariaDB says it, and MySQL, too. */
        @Override
        String forShare() {
            return " lock in share mode";
        }

        /** A time there has no zone, and the driver takes that of the instance. */
        @Override
        long now(Connection connection) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(
                            "select cast(unix_timestamp(current_timestamp(3)) * 1000 as signed)");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }

        /** Row by row, as MySQL's driver knows nothing between that and all of them; MariaDB's refuses that. */
        @Override
        int fetchSize(Connection connection) throws SQLException {
            return connection.getMetaData().getDriverName().contains("MariaDB")
                    ? super.fetchSize(connection)
                    : Integer.MIN_VALUE;
        }
    },
    H2 {
        /** H2 knows no lock that is shared. */
        @Override
        String forShare() {
            return " for update";
        }
    };

    private static final int ROWS_AT_ONCE = 5_000;

    /** {@return which one it is; what is unknown is asked as the standard has it} */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.contains("postgresql")) {
            return POSTGRESQL;
        }
        return product.contains("h2") ? H2 : MYSQL;
    }

    /** {@return whether a column holds exactly that, null being the same as null} */
    String same(String column, ValueColumn.Holds holds, String other) {
        return column + " is not distinct from " + other;
    }

    final String same(String column, ValueColumn.Holds holds) {
        return same(column, holds, "?");
    }

    PageUpdate update(TargetTable table) {
        return new BatchUpdate(this, table);
    }

    /** {@return how many rows the table has, as far as the database knows without counting} */
    Optional<Long> estimatedRows(Connection connection, TargetTable table) throws SQLException {
        return Optional.empty();
    }

    private static Optional<Long> number(Connection connection, String query, TargetTable table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, table.quoted());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getObject(1) != null ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /** {@return whether the database leaves out rows of a table that whoever asks may not see} */
    boolean hidesRows(Connection connection, String table) throws SQLException {
        return false;
    }

    /** {@return the type of a column in SQL} */
    String type(String driverName) {
        return driverName;
    }

    /** {@return the time of the database in milliseconds} */
    long now(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select current_timestamp");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getTimestamp(1).getTime();
        }
    }

    /** {@return what a value is as text, as the names of subjects and tenants are written} */
    String asText(String value) {
        return "cast(" + value + " as varchar(255))";
    }

    /** {@return how many rows a driver is to hold at once, as it is told} */
    int fetchSize(Connection connection) throws SQLException {
        return ROWS_AT_ONCE;
    }

    /** {@return the end of a query whose rows stay as they are until the transaction ends} */
    String forShare() {
        return " for share";
    }

    /** Puts text beside a column of whatever type. */
    void setText(PreparedStatement statement, int position, String text) throws SQLException {
        statement.setString(position, text);
    }
}
