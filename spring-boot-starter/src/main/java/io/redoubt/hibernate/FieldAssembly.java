package io.redoubt.hibernate;

import io.redoubt.field.FieldColumn;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldType;
import io.redoubt.field.Migration;
import io.redoubt.key.FieldName;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Makes the fields of encrypted attributes. */
final class FieldAssembly {

    private final FieldEncryption encryption;

    FieldAssembly(FieldEncryption encryption) {
        this.encryption = encryption;
    }

    FieldSettings settings(EncryptedAttribute attribute) {
        return encryption.settings(attribute.name());
    }

    /** {@return the field, as long as the session factory lives} */
    @SuppressWarnings("unchecked") // values of the attribute are of its type
    EncryptedField field(EncryptedAttribute attribute, SessionFactoryImplementor factory) {
        FieldName name = attribute.name();
        return new EncryptedField(
                attribute.annotation().comparable() ? FieldContext.comparable(name) : FieldContext.of(name),
                attribute.isPlaced(),
                attribute.declaration().form(),
                (FieldType<Object>) type(attribute),
                values(attribute, factory),
                column(attribute),
                settings(attribute));
    }

    private static ValueForm values(EncryptedAttribute attribute, SessionFactoryImplementor factory) {
        if (attribute.annotation().json()) {
            return JsonValues.of(attribute.type(), factory);
        }
        return attribute.rawType() == byte[].class ? ValueForm.BYTES : ValueForm.IMMUTABLE;
    }

    /**
     * {@return the column; what is read from it has its form, and what is written the type of the attribute}
     *
     * @throws IllegalArgumentException if there is no type for the values, or the column cannot hold them in plaintext as it is
     *     asked to
     */
    @SuppressWarnings("unchecked")
    FieldColumn<Object, Object> column(EncryptedAttribute attribute) {
        Migration migration = settings(attribute).migration();
        FieldType<?> type = type(attribute);
        FieldColumn<?, ?> column = switch (attribute.declaration().form()) {
            case TEXT -> FieldColumn.text(encryption.cipher(), type, migration);
            case BINARY -> FieldColumn.binary(encryption.cipher(), type, migration);
        };
        return (FieldColumn<Object, Object>)
                encryption.legacy().<FieldColumn<?, ?>>map(column::reading).orElse(column);
    }

    /**
     * {@return the type of the values that are sealed}
     *
     * @throws IllegalArgumentException if there is none, or it cannot be padded so
     */
    static FieldType<?> type(EncryptedAttribute attribute) {
        Class<?> javaType = attribute.rawType();
        FieldType<?> type = attribute.annotation().json()
                ? FieldType.JSON
                : FieldType.of(javaType)
                        .<FieldType<?>>map(known -> known)
                        .orElseThrow(() -> new IllegalArgumentException("no type of field for " + javaType.getName()));
        int padding = attribute.annotation().paddedTo();
        return padding == 0 ? type : type.paddedTo(padding);
    }
}
