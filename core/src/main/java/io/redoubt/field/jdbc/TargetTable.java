package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table as a job sees it, and the statements on it. Its names are those of the database, quoted. Immutable and thread-safe.
 *
 * @param dialect of the database
 * @param quoted its name in SQL
 * @param ids its primary key
 * @param values what is written
 * @param places what is read besides
 */
record TargetTable(
        Dialect dialect, String quoted, List<KeyColumn> ids, List<ValueColumn> values, List<KeyColumn> places) {

    /** {@return the next rows by key, at most so many} */
    List<StoredRow> page(Connection connection, RowSpan span, int limit) throws SQLException {
        String sql = "select " + columns() + " from " + quoted + span.condition(this) + " order by " + idList()
                + " limit " + limit;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            span.bind(this, select);
            return rows(select);
        }
    }

    /** {@return the row with this key, if it is still there} */
    Optional<StoredRow> row(Connection connection, List<Object> key) throws SQLException {
        String where = ids.stream().map(id -> id.quoted() + " = ?").collect(Collectors.joining(" and "));
        try (PreparedStatement select =
                connection.prepareStatement("select " + columns() + " from " + quoted + " where " + where)) {
            bind(select, 1, key);
            return rows(select).stream().findFirst();
        }
    }

    /** {@return the key of the last of the next so many rows; nothing if there are fewer} */
    Optional<List<Object>> boundary(Connection connection, RowSpan span, int rows) throws SQLException {
        String sql = "select " + idList() + " from " + quoted + span.condition(this) + " order by " + idList()
                + " limit 1 offset " + (rows - 1);
        return first(connection, span, sql);
    }

    private Optional<List<Object>> first(Connection connection, RowSpan span, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            span.bind(this, select);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(key(row)) : Optional.empty();
            }
        }
    }

    /** {@return the key of the last row; nothing if there is none} */
    Optional<List<Object>> last(Connection connection, RowSpan span) throws SQLException {
        String descending = ids.stream().map(id -> id.quoted() + " desc").collect(Collectors.joining(", "));
        String sql = "select " + idList() + " from " + quoted + span.condition(this) + " order by " + descending
                + " limit 1";
        return first(connection, span, sql);
    }

    PageUpdate update() {
        return dialect.update(this);
    }

    /** {@return the place behind the key} */
    int bind(PreparedStatement statement, int position, List<Object> key) throws SQLException {
        int next = position;
        for (int i = 0; i < ids.size(); i++) {
            ids.get(i).bind(dialect, statement, next++, key.get(i));
        }
        return next;
    }

    String idList() {
        return ids.stream().map(KeyColumn::quoted).collect(Collectors.joining(", "));
    }

    private String columns() {
        return Stream.of(
                        ids.stream().map(KeyColumn::quoted),
                        values.stream().map(ValueColumn::quoted),
                        places.stream().map(KeyColumn::quoted))
                .flatMap(names -> names)
                .collect(Collectors.joining(", "));
    }

    private List<StoredRow> rows(PreparedStatement select) throws SQLException {
        List<StoredRow> rows = new ArrayList<>();
        try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
                rows.add(row(found));
            }
        }
        return rows;
    }

    private StoredRow row(ResultSet found) throws SQLException {
        @Nullable Object[] stored = new Object[values.size()];
        @Nullable Object[] bound = new Object[places.size()];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = values.get(i).read(found, ids.size() + i + 1);
        }
        for (int i = 0; i < bound.length; i++) {
            bound[i] = places.get(i).read(found, ids.size() + stored.length + i + 1);
        }
        return new StoredRow(key(found), stored, bound);
    }

    private List<Object> key(ResultSet found) throws SQLException {
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            key.add(Objects.requireNonNull(ids.get(i).read(found, i + 1), "a primary key is never null"));
        }
        return key;
    }
}
