package io.redoubt.field;

import io.redoubt.key.FieldName;
import java.util.OptionalInt;

/**
 * The ciphertext is of an epoch of which there is none any more in this field: an old one was put back. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class OutdatedFieldException extends FieldException {

    private static final long serialVersionUID = 1L;

    OutdatedFieldException(FieldName field, int epoch) {
        super(
                field,
                OptionalInt.of(epoch),
                "the field has only ciphertexts of newer epochs: an old one was put back, or min-epoch is set too early");
    }

    @Override
    public String code() {
        return "field.outdated";
    }
}
