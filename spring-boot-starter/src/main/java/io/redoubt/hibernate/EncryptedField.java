package io.redoubt.hibernate;

import io.redoubt.field.FieldColumn;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldException;
import io.redoubt.field.FieldKeyException;
import io.redoubt.field.FieldType;
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
    private final OnTamper onTamper;

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
            OnTamper onTamper) {
        this.context = context;
        this.isPlaced = isPlaced;
        this.form = form;
        this.type = type;
        this.values = values;
        this.column = column;
        this.onTamper = onTamper;
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
        return onTamper == OnTamper.AS_NULL;
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

    Object seal(FieldContext place, Object plain) {
        return column.write(place, plain);
    }

    /** {@return whether there may be values in the column that are not sealed yet} */
    boolean readsPlaintext() {
        return column.readsPlaintext();
    }

    boolean isCiphertext(Object stored) {
        return column.isCiphertext(stored);
    }

    /** {@return the value, or null if it does not open and the field is to be null then} */
    @Nullable
    Object open(FieldContext place, Object stored) {
        try {
            return column.read(place, stored);
        } catch (FieldKeyException e) {
            throw e; // a key that lacks is no tampering
        } catch (FieldException e) {
            if (onTamper == OnTamper.AS_NULL) {
                return null;
            }
            throw e;
        }
    }
}
