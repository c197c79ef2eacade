package io.redoubt.hibernate;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import org.hibernate.Length;
import org.hibernate.mapping.BasicValue;
import org.jspecify.annotations.Nullable;

/** What a column holds, and how JDBC reads and writes it. */
enum StoredForm {
    /** Text of any length. */
    TEXT(Types.VARCHAR) {
        @Override
        @Nullable
        Object read(ResultSet row, int position) throws SQLException {
            return row.getString(position);
        }

        @Override
        void write(PreparedStatement statement, int position, Object stored) throws SQLException {
            statement.setString(position, (String) stored);
        }

        @Override
        boolean same(Object one, Object other) {
            return one.equals(other);
        }
    },
    /** Bytes of any length. */
    BINARY(Types.VARBINARY) {
        @Override
        @Nullable
        Object read(ResultSet row, int position) throws SQLException {
            return row.getBytes(position);
        }

        @Override
        void write(PreparedStatement statement, int position, Object stored) throws SQLException {
            statement.setBytes(position, (byte[]) stored);
        }

        @Override
        boolean same(Object one, Object other) {
            return Arrays.equals((byte[]) one, (byte[]) other);
        }
    };

    private final int sqlType;

    StoredForm(int sqlType) {
        this.sqlType = sqlType;
    }

    /** {@return its type for JDBC} */
    int sqlType() {
        return sqlType;
    }

    /** Has Hibernate make columns in which a ciphertext finds room, whatever was said of the value's length. */
    static void makeRoom(BasicValue value) {
        if (value.hasFormula()) {
            return;
        }
        value.getColumns().stream()
                .filter(column -> column.getSqlType() == null)
                .forEach(column -> column.setLength(Length.LONG32));
    }

    abstract @Nullable Object read(ResultSet row, int position) throws SQLException;

    abstract void write(PreparedStatement statement, int position, Object stored) throws SQLException;

    abstract boolean same(Object one, Object other);
}
