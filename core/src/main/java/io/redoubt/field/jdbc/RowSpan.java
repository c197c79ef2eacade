package io.redoubt.field.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows that follow each other by their key. Immutable as long as nobody changes the keys.
 *
 * @param after the last one before them; from the first one on if there is none
 * @param upTo the last one of them; to the end if there is none
 */
record RowSpan(Optional<List<Object>> after, Optional<List<Object>> upTo) {

    static RowSpan from(Optional<List<Object>> after) {
        return new RowSpan(after, Optional.empty());
    }

    /** {@return what is left behind this row} */
    RowSpan behind(List<Object> key) {
        return new RowSpan(Optional.of(key), upTo);
    }

    String condition(TargetTable table) {
        String row = "(" + table.idList() + ")";
        String key = table.ids().stream().map(id -> "?").collect(Collectors.joining(", ", "(", ")"));
        String conditions = Stream.concat(
                        after.stream().map(it -> row + " > " + key),
                        upTo.stream().map(it -> row + " <= " + key))
                .collect(Collectors.joining(" and "));
        return conditions.isEmpty() ? "" : " where " + conditions;
    }

    void bind(TargetTable table, PreparedStatement statement) throws SQLException {
        int position = 1;
        if (after.isPresent()) {
            position = table.bind(statement, position, after.get());
        }
        if (upTo.isPresent()) {
            table.bind(statement, position, upTo.get());
        }
    }
}
