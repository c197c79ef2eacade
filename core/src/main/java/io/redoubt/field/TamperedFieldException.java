package io.redoubt.field;

import io.redoubt.key.FieldName;
import java.util.OptionalInt;

/**
 * The ciphertext was changed, or stands at another place than that for which it was sealed. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TamperedFieldException extends FieldException {

    private static final long serialVersionUID = 1L;

    TamperedFieldException(FieldName field, int epoch) {
        super(field, OptionalInt.of(epoch), "the ciphertext was changed, or was sealed for another place");
    }

    @Override
    public String code() {
        return "field.tampered";
    }
}
