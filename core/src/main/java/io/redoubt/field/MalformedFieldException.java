package io.redoubt.field;

import io.redoubt.key.FieldName;
import java.util.OptionalInt;

/**
 * What stands there is no ciphertext that this field may have. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class MalformedFieldException extends FieldException {

    private static final long serialVersionUID = 1L;

    MalformedFieldException(FieldName field, OptionalInt epoch, String problem) {
        super(field, epoch, problem);
    }

    static MalformedFieldException noText(FieldName field) {
        return new MalformedFieldException(
                field, OptionalInt.empty(), "what the other library's decryptor gave for text is no UTF-8");
    }

    @Override
    public String code() {
        return "field.malformed";
    }
}
