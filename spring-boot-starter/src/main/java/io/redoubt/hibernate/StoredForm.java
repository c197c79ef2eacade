package io.redoubt.hibernate;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a column holds, and how JDBC reads and writes it. */
enum StoredForm {
    /** Text of any length. */
    TEXT(SqlTypes.LONG32VARCHAR, Types.VARCHAR) {
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
    BINARY(SqlTypes.LONG32VARBINARY, Types.VARBINARY) {
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
    private final int jdbcType;

    StoredForm(int sqlType, int jdbcType) {
        this.sqlType = sqlType;
        this.jdbcType = jdbcType;
    }

    /** {@return what Hibernate makes such a column of} */
    int sqlType() {
        return sqlType;
    }

    /** {@return what a driver is told of a null} */
    int jdbcType() {
        return jdbcType;
    }

    abstract @Nullable Object read(ResultSet row, int position) throws SQLException;

    abstract void write(PreparedStatement statement, int position, Object stored) throws SQLException;

    abstract boolean same(Object one, Object other);
}
