package io.redoubt.field.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what is to stand in a row. Thread-safe. */
interface RowRenewal {

    Outcome renew(StoredRow row);

    /** {@return the logical names of the fields that a change is about} */
    List<String> fields(Change change);

    /**
     * What became of one row.
     *
     * @param values what is to stand in its columns; what failed stays as it is
     * @param failures what does not open, or may not stand there
     * @param isErased whether there are values of a subject that was erased
     */
    record Outcome(List<@Nullable Object> values, List<Failure> failures, boolean isErased) {}

    /**
     * One value that failed.
     *
     * @param field its logical name
     * @param code why
     */
    record Failure(String field, String code) {}
}
