package io.redoubt.hibernate;

import io.redoubt.field.Migration;

/**
 * How one field is treated. Immutable and thread-safe.
 *
 * @param migration how far its column has come from plaintext to ciphertext
 * @param onTamper what becomes of a value that does not open
 * @param onErased what becomes of a value whose subject was erased
 * @since 0.1.0
 */
public record FieldSettings(Migration migration, OnTamper onTamper, OnErased onErased) {

    /** Ciphertext alone, and what does not open is refused. */
    public static final FieldSettings STRICT =
            new FieldSettings(Migration.ENCRYPTED_ONLY, OnTamper.THROW, OnErased.THROW);

    /**
     * Treats a field so, and refuses values of subjects that were erased.
     *
     * @param migration how far its column has come
     * @param onTamper what becomes of a value that does not open
     */
    public FieldSettings(Migration migration, OnTamper onTamper) {
        this(migration, onTamper, OnErased.THROW);
    }
}
