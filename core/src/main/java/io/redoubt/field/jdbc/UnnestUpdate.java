package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a page in one statement. PostgreSQL. Rows that a transaction of the service holds are left out instead of waited for: who
 * never waits for a row is part of no deadlock, of which the database might end the service's side.
 */
record UnnestUpdate(TargetTable table) implements PageUpdate {

    /** Of which the driver takes no array of objects. */
    private static final String BYTES = "bytea";

    @Override
    public List<StoredRow> write(Connection connection, List<Change> changes) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql())) {
            int position = 0;
            for (int i = 0; i < table.ids().size(); i++) {
                int id = i;
                set(
                        connection,
                        update,
                        ++position,
                        table.ids().get(i).type(),
                        changes,
                        change -> change.row().key().get(id));
            }
            for (int i = 0; i < table.values().size(); i++) {
                int value = i;
                String type = table.values().get(i).type();
                set(
                        connection,
                        update,
                        ++position,
                        type,
                        changes,
                        change -> change.row().value(value));
                set(connection, update, ++position, type, changes, change -> change.value(value));
            }
            Set<String> written = keys(update);
            return changes.stream()
                    .map(Change::row)
                    .filter(row -> !written.contains(RowKeys.write(table.ids(), row.key())))
                    .toList();
        }
    }

    private static void set(
            Connection connection,
            PreparedStatement update,
            int position,
            String type,
            List<Change> changes,
            Function<Change, @Nullable Object> value)
            throws SQLException {
        @Nullable Object[] elements = type.equals(BYTES) ? new byte[changes.size()][] : new Object[changes.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = value.apply(changes.get(i));
        }
        update.setArray(position, connection.createArrayOf(type, elements));
    }

    private Set<String> keys(PreparedStatement update) throws SQLException {
        Set<String> written = new HashSet<>();
        try (ResultSet rows = update.executeQuery()) {
            while (rows.next()) {
                List<Object> key = new ArrayList<>();
                for (int i = 0; i < table.ids().size(); i++) {
                    key.add(Objects.requireNonNull(table.ids().get(i).read(rows, i + 1)));
                }
                written.add(RowKeys.write(table.ids(), key));
            }
        }
        return written;
    }

    /** k: the key, o: what was read, n: what is to stand there. */
    private String sql() {
        int ids = table.ids().size();
        int values = table.values().size();
        String arrays = Stream.generate(() -> "?").limit(ids + 2L * values).collect(Collectors.joining(", "));
        String names = Stream.concat(
                        IntStream.range(0, ids).mapToObj(i -> "k" + i),
                        IntStream.range(0, values).boxed().flatMap(i -> Stream.of("o" + i, "n" + i)))
                .collect(Collectors.joining(", "));
        String unchanged = each(
                values,
                i -> Dialect.POSTGRESQL.same(
                        "t." + table.values().get(i).quoted(),
                        table.values().get(i).holds(),
                        "v.o" + i),
                " and ");
        String found = each(ids, i -> "t." + id(i) + " = v.k" + i, " and ");
        return "with v as (select * from unnest(" + arrays + ") as v(" + names + ")),"
                + " l as (select " + each(ids, i -> "t." + id(i) + " as k" + i, ", ") + " from " + table.quoted()
                + " t join v on " + found + " where " + unchanged + " for update of t skip locked)"
                + " update " + table.quoted() + " t set "
                + each(values, i -> table.values().get(i).quoted() + " = v.n" + i, ", ")
                + " from v join l on " + each(ids, i -> "l.k" + i + " = v.k" + i, " and ")
                + " where " + found + " and " + unchanged
                + " returning " + each(ids, i -> "t." + id(i), ", ");
    }

    private String id(int i) {
        return table.ids().get(i).quoted();
    }

    private static String each(int count, Function<Integer, String> part, String separator) {
        return IntStream.range(0, count).boxed().map(part).collect(Collectors.joining(separator));
    }
}
