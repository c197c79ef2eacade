package io.redoubt.hibernate;

import io.redoubt.field.FieldColumn;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldException;
import io.redoubt.field.FieldKeyException;
import io.redoubt.field.FieldType;
import io.redoubt.field.SubjectErasedException;
import io.redoubt.field.SubjectKeys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted attribute of a session factory that has started: what stands in its column for which value. Immutable and thread-safe.
 */
final class EncryptedField {

    private final FieldContext context;
    private final boolean isPlaced;
    private final StoredForm form;
    private final FieldType<Object> type;
    private final ValueForm values;
    private final FieldColumn<Object, Object> column;
    private final FieldSettings settings;

    /**
     * Describes a field.
     *
     * @param context the field without tenant and row
     * @param isPlaced whether the listeners add those
     */
    EncryptedField(
            FieldContext context,
            boolean isPlaced,
            StoredForm form,
            FieldType<Object> type,
            ValueForm values,
            FieldColumn<Object, Object> column,
            FieldSettings settings) {
        this.context = context;
        this.isPlaced = isPlaced;
        this.form = form;
        this.type = type;
        this.values = values;
        this.column = column;
        this.settings = settings;
    }

    FieldContext context() {
        return context;
    }

    /** {@return the field, if that is all that its values are bound to} */
    FieldContext unplaced() {
        if (isPlaced) {
            throw new IllegalStateException(
                    context + " is bound to its row, and is written or read here by other means than its entity");
        }
        return context;
    }

    boolean isNullWhenTampered() {
        return settings.onTamper() == OnTamper.AS_NULL;
    }

    /** {@return the type of what is sealed} */
    FieldType<Object> type() {
        return type;
    }

    StoredForm form() {
        return form;
    }

    Object plain(Object attribute) {
        return values.plain(attribute);
    }

    Object attribute(Object plain) {
        return values.attribute(plain);
    }

    /** {@return a value of the attribute that does not change with this one} */
    Object copy(Object attribute) {
        return values.attribute(values.plain(attribute));
    }

    boolean isSame(Object plain, Object other) {
        return values.isSame(plain, other);
    }

    Object seal(FieldContext place, Optional<SubjectKeys> subjects, Object plain) {
        return column(subjects).write(place, plain);
    }

    /** Refuses to write for whom a place is about, if that is somebody who was erased. */
    void requireNotErased(FieldContext place, Optional<SubjectKeys> subjects) {
        column(subjects).requireNotErased(place);
    }

    private FieldColumn<Object, Object> column(Optional<SubjectKeys> subjects) {
        return subjects.map(column::with).orElse(column);
    }

    /** {@return whether there may be values in the column that are not sealed yet} */
    boolean readsPlaintext() {
        return column.readsPlaintext();
    }

    boolean isCiphertext(Object stored) {
        return column.isCiphertext(stored);
    }

    /** {@return the value, or null if it does not open, or its subject was erased, and the field is to be null then} */
    @Nullable
    Object open(FieldContext place, Optional<SubjectKeys> subjects, Object stored) {
        try {
            return column(subjects).read(place, stored);
        } catch (SubjectErasedException e) {
            if (settings.onErased() == OnErased.AS_NULL) {
                return null;
            }
            throw e;
        } catch (FieldKeyException e) {
            throw e; // a key that lacks is no tampering
        } catch (FieldException e) {
            if (isNullWhenTampered()) {
                return null;
            }
            throw e;
        }
    }
}
