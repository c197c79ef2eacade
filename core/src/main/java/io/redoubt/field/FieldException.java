package io.redoubt.field;

import io.redoubt.key.FieldName;
import java.util.OptionalInt;

/**
 * A value cannot be sealed or opened: names field and epoch, never a value, a row or a tenant. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public abstract sealed class FieldException extends RuntimeException
        permits FieldKeyException,
                MalformedFieldException,
                OutdatedFieldException,
                PlaintextFieldException,
                SubjectErasedException,
                TamperedFieldException {

    private static final long serialVersionUID = 1L;

    /** Transient because exceptions of this library are never serialised; the message has it all. */
    private final transient FieldName field;

    private final transient OptionalInt epoch;

    FieldException(FieldName field, OptionalInt epoch, String problem) {
        super(field + (epoch.isPresent() ? " (epoch " + epoch.getAsInt() + ")" : "") + ": " + problem);
        this.field = field;
        this.epoch = epoch;
    }

    /** {@return the field} */
    public FieldName field() {
        return field;
    }

    /** {@return the epoch that the ciphertext names, if there is one} */
    public OptionalInt epoch() {
        return epoch;
    }

    /** {@return the stable code of this kind of refusal, such as {@code field.tampered}} */
    public abstract String code();
}
