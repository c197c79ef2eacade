package io.redoubt.field.jdbc;

/**
 * A value that does not open, or may not stand where it stands. Immutable and thread-safe.
 *
 * @param table the table, as the lock file names it
 * @param key the id of the row, several columns separated by a comma; it may name a person
 * @param field the logical name of the field
 * @param code why: that of {@link io.redoubt.field.FieldException#code}, or {@code row.refused} if a constraint or a trigger of the
 *     database is against what is to stand there
 * @since 0.1.0
 */
public record RowFailure(String table, String key, String field, String code) {

    /** {@return everything but the id, which may name a person} */
    @Override
    public String toString() {
        return table + " " + field + " " + code;
    }
}
