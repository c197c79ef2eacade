package io.redoubt.field;

import io.redoubt.key.FieldName;
import java.util.OptionalInt;

/**
 * There is plaintext where only ciphertexts may stand: it was planted, or left out by the migration. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class PlaintextFieldException extends FieldException {

    private static final long serialVersionUID = 1L;

    private PlaintextFieldException(FieldName field, String problem) {
        super(field, OptionalInt.empty(), problem);
    }

    static PlaintextFieldException planted(FieldName field) {
        return new PlaintextFieldException(
                field, "what stands there is no ciphertext, and the field was encrypted: it was planted, or left out");
    }

    @Override
    public String code() {
        return "field.plaintext";
    }
}
