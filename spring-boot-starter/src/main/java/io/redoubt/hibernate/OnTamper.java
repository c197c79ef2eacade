package io.redoubt.hibernate;

/**
 * What becomes of an attribute whose ciphertext does not open; there is one security event in either case.
 *
 * @since 0.1.0
 */
public enum OnTamper {
    /** The entity is not loaded. */
    THROW,
    /** The attribute is null, and the ciphertext stays in its row until the application sets a value. */
    AS_NULL
}
