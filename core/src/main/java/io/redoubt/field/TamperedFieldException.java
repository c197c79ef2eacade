package io.redoubt.field;

import io.redoubt.key.FieldName;
import java.util.OptionalInt;

/**
 * The ciphertext was changed, or stands at another place than that for which it was sealed; or the code beside it, by which it
 * is found, is that of another value. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TamperedFieldException extends FieldException {

    private static final long serialVersionUID = 1L;

    TamperedFieldException(FieldName field, int epoch) {
        this(field, OptionalInt.of(epoch), "the ciphertext was changed, or was sealed for another place");
    }

    private TamperedFieldException(FieldName field, OptionalInt epoch, String problem) {
        super(field, epoch, problem);
    }

    static TamperedFieldException ofCode(FieldName field, int epoch) {
        return new TamperedFieldException(
                field, OptionalInt.of(epoch), "the index code in the row is that of another value");
    }

    static TamperedFieldException ofSubject(FieldName field, OptionalInt epoch) {
        return new TamperedFieldException(field, epoch, "there is no such key of its subject, or it was changed");
    }

    @Override
    public String code() {
        return "field.tampered";
    }
}
