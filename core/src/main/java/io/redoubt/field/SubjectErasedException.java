package io.redoubt.field;

import io.redoubt.key.FieldName;
import java.util.OptionalInt;

/**
 * The value is about somebody whose key was erased: it cannot be opened by anybody any more, and new values are refused until the
 * subject is reinstated. Names nobody. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SubjectErasedException extends FieldException {

    private static final long serialVersionUID = 1L;

    SubjectErasedException(FieldName field) {
        super(field, OptionalInt.empty(), "the subject of the value was erased");
    }

    @Override
    public String code() {
        return "field.subject-erased";
    }
}
