package io.redoubt.field.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A column that a job writes. Immutable and thread-safe.
 *
 * @param quoted its name in SQL
 * @param holds what its values are
 * @param type its type in the database, for arrays of it
 */
record ValueColumn(String quoted, Holds holds, String type) {

    @Nullable
    Object read(ResultSet row, int position) throws SQLException {
        return switch (holds) {
            case TEXT -> row.getString(position);
            case BYTES -> row.getBytes(position);
            case NUMBER -> {
                int number = row.getInt(position);
                yield row.wasNull() ? null : (Object) number;
            }
        };
    }

    void bind(Dialect dialect, PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(position, holds.nullType);
        } else if (value instanceof String text) {
            dialect.setText(statement, position, text);
        } else {
            statement.setObject(position, value);
        }
    }

    /** What the values of a column are. */
    enum Holds {
        TEXT(Types.VARCHAR),
        BYTES(Types.VARBINARY),
        NUMBER(Types.INTEGER);

        private final int nullType;

        Holds(int nullType) {
            this.nullType = nullType;
        }
    }
}
