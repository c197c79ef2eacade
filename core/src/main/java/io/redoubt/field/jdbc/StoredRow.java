package io.redoubt.field.jdbc;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in one row: bytes are not copied. Not changed by anybody once it was read. */
final class StoredRow {

    private final List<Object> key;
    private final @Nullable Object[] values;
    private final @Nullable Object[] places;

    StoredRow(List<Object> key, @Nullable Object[] values, @Nullable Object[] places) {
        this.key = key;
        this.values = values;
        this.places = places;
    }

    /** {@return what tells the row from others, in the order of the table's key} */
    List<Object> key() {
        return key;
    }

    @Nullable
    Object value(int column) {
        return values[column];
    }

    /** {@return what is to be changed into something else, a copy} */
    @Nullable
    Object[] values() {
        return values.clone();
    }

    /** {@return what is read only: what values are bound to} */
    @Nullable
    Object place(int column) {
        return places[column];
    }

    boolean holds(List<@Nullable Object> others) {
        return Arrays.deepEquals(values, others.toArray());
    }
}
