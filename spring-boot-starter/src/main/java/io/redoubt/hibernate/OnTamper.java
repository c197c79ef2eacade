package io.redoubt.hibernate;

/**
 * What becomes of an attribute whose ciphertext does not open; there is one security event in either case.
 *
 * @since 0.1.0
 */
public enum OnTamper {
    /** The entity is not loaded. */
    THROW,
    /**
     * The attribute is null, and the ciphertext stays in its row until the application sets a value: setting it to null changes
     * nothing, and a native statement is needed to erase it. Never for a value whose absence grants something, such as a second
     * factor. An entity that was serialised in between, or is merged after somebody has mended the ciphertext, has no memory
     * of that: merging it writes the null.
     */
    AS_NULL
}
