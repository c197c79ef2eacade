package io.redoubt.field;

import io.redoubt.key.FieldName;
import io.redoubt.key.KeyRefusedException;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * There is no key with which the value could be sealed or opened here. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FieldKeyException extends FieldException {

    private static final long serialVersionUID = 1L;

    /** Transient because exceptions of this library are never serialised; the message has it all. */
    private final transient KeyRefusedException.Cause reason;

    FieldKeyException(FieldName field, OptionalInt epoch, KeyRefusedException refused) {
        super(field, epoch, Objects.requireNonNull(refused.getMessage()));
        this.reason = refused.reason();
    }

    /** {@return why} */
    public KeyRefusedException.Cause reason() {
        return reason;
    }

    @Override
    public String code() {
        return "field.key-refused";
    }
}
