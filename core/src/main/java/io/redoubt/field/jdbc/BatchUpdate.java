package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes row by row in one batch: for databases that cannot do better. */
record BatchUpdate(Dialect dialect, TargetTable table) implements PageUpdate {

    @Override
    public List<StoredRow> write(Connection connection, List<Change> changes) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql())) {
            for (Change change : changes) {
                bind(update, change);
                update.addBatch();
            }
            int[] counts = update.executeBatch();
            List<StoredRow> missed = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    missed.add(changes.get(i).row());
                }
            }
            return missed;
        }
    }

    private String sql() {
        String set =
                table.values().stream().map(column -> column.quoted() + " = ?").collect(Collectors.joining(", "));
        String where =
                table.ids().stream().map(column -> column.quoted() + " = ?").collect(Collectors.joining(" and "));
        String unchanged = table.values().stream()
                .map(column -> dialect.same(column.quoted(), column.holds()))
                .collect(Collectors.joining(" and "));
        return "update " + table.quoted() + " set " + set + " where " + where + " and " + unchanged;
    }

    private void bind(PreparedStatement update, Change change) throws SQLException {
        int position = 0;
        for (int i = 0; i < table.values().size(); i++) {
            table.values().get(i).bind(dialect, update, ++position, change.value(i));
        }
        for (int i = 0; i < table.ids().size(); i++) {
            table.ids()
                    .get(i)
                    .bind(dialect, update, ++position, change.row().key().get(i));
        }
        for (int i = 0; i < table.values().size(); i++) {
            table.values().get(i).bind(dialect, update, ++position, change.row().value(i));
        }
    }
}
