package io.redoubt.field;

import io.redoubt.field.Migration.Reads;
import io.redoubt.field.Migration.Writes;
import io.redoubt.key.FieldName;
import java.util.Optional;

/**
 * Reads and writes the values of a column, which may still be on its way from plaintext to ciphertext. FORMATS section 7. Thread-safe.
 *
 * @param <T> the type of the values
 * @param <S> what the column holds: text or bytes
 * @since 0.1.0
 */
public final class FieldColumn<T, S> {

    private static final LegacyDecryptor NONE = (field, stored) -> Optional.empty();

    private final FieldCipher cipher;
    private final FieldType<T> type;
    private final Migration migration;
    private final LegacyDecryptor legacy;
    private final ColumnForm<T, S> form;

    private FieldColumn(
            FieldCipher cipher, FieldType<T> type, Migration migration, LegacyDecryptor legacy, ColumnForm<T, S> form) {
        this.cipher = cipher;
        this.type = type;
        this.migration = migration;
        this.legacy = legacy;
        this.form = form;
    }

    /**
     * {@return a column of text}
     *
     * @param cipher seals and opens
     * @param type of the values
     * @param migration how far it has come
     * @param <T> the type of the values
     * @throws IllegalArgumentException if it is to hold plaintext, and values of the type are no text
     */
    public static <T> FieldColumn<T, String> text(FieldCipher cipher, FieldType<T> type, Migration migration) {
        return new FieldColumn<>(cipher, type, allowed(migration, type, PlainForm.TEXT), NONE, ColumnForm.text(type));
    }

    /**
     * {@return a column of bytes}
     *
     * @param cipher seals and opens
     * @param type of the values
     * @param migration how far it has come
     * @param <T> the type of the values
     * @throws IllegalArgumentException if it is to hold plaintext, and values of the type are no bytes
     */
    public static <T> FieldColumn<T, byte[]> binary(FieldCipher cipher, FieldType<T> type, Migration migration) {
        return new FieldColumn<>(
                cipher, type, allowed(migration, type, PlainForm.BYTES), NONE, ColumnForm.binary(type));
    }

    /**
     * {@return the same column, in which values of another library are read as long as plaintext is}
     *
     * @param legacy reads them
     */
    public FieldColumn<T, S> reading(LegacyDecryptor legacy) {
        return new FieldColumn<>(cipher, type, migration, legacy, form);
    }

    /**
     * {@return the same column, with keys of subjects that are found in another way}
     *
     * @param subjects finds them
     */
    public FieldColumn<T, S> with(SubjectKeys subjects) {
        return new FieldColumn<>(cipher.with(subjects), type, migration, legacy, form);
    }

    /**
     * Makes sure that something may be written for whom a place is about: {@link FieldCipher#requireNotErased}.
     *
     * @param context where it is to stand
     * @throws FieldException as by that
     */
    public void requireNotErased(FieldContext context) {
        cipher.requireNotErased(context);
    }

    private static Migration allowed(Migration migration, FieldType<?> type, PlainForm form) {
        if (migration != Migration.ENCRYPTED_ONLY && type.plainForm() != form) {
            throw new IllegalArgumentException(
                    "values of this type are encrypted in place only in a column of their own form: migrate into a new column");
        }
        return migration;
    }

    /**
     * {@return what is to stand in the column}
     *
     * @param context where
     * @param value the value
     * @throws FieldKeyException if there is no key for this, or the keyset has expired
     */
    public S write(FieldContext context, T value) {
        if (migration.writes() == Writes.CIPHERTEXT) {
            return form.seal(cipher, context, type, value);
        }
        S plain = form.plain(value);
        // What will be read as ciphertext has to be one.
        boolean isMistaken = migration.reads() == Reads.BOTH && form.isCiphertext(plain);
        return isMistaken ? form.seal(cipher, context, type, value) : plain;
    }

    /**
     * {@return the value that stands in the column}
     *
     * @param context where
     * @param stored what stands there
     * @throws PlaintextFieldException if it is no ciphertext, and only ciphertexts may stand there
     * @throws FieldException as by {@link FieldCipher#open}; a {@link MalformedFieldException} also if the other library's text
     *     is no UTF-8
     */
    public T read(FieldContext context, S stored) {
        if (migration.reads() == Reads.ANYTHING) {
            return form.value(stored);
        } else if (form.isCiphertext(stored)) {
            return form.open(cipher, context, type, stored);
        } else if (migration.reads() == Reads.CIPHERTEXT) {
            throw cipher.report(PlaintextFieldException.planted(context.field()));
        }
        return plain(context.field(), stored);
    }

    /**
     * {@return whether what stands in the column is read as ciphertext; as long as the migration is off, nothing is}
     *
     * @param stored what stands there
     */
    public boolean isCiphertext(S stored) {
        return migration.reads() != Reads.ANYTHING && form.isCiphertext(stored);
    }

    /** {@return whether plaintext is read, too, or alone} */
    public boolean readsPlaintext() {
        return migration.reads() != Reads.CIPHERTEXT;
    }

    private T plain(FieldName field, S stored) {
        return legacy.decrypt(field, form.bytes(stored))
                .map(bytes ->
                        form.ofBytes(bytes).orElseThrow(() -> cipher.report(MalformedFieldException.noText(field))))
                .orElseGet(() -> form.value(stored));
    }
}
