package io.redoubt.field.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row and what it is to become. Immutable as long as nobody changes the values. */
final class Change {

    private final StoredRow row;
    private final List<@Nullable Object> values;

    Change(StoredRow row, List<@Nullable Object> values) {
        this.row = row;
        this.values = values;
    }

    StoredRow row() {
        return row;
    }

    @Nullable
    Object value(int column) {
        return values.get(column);
    }
}
