package io.redoubt.hibernate;

/**
 * What becomes of a value whose subject was erased, when its entity is loaded.
 *
 * @since 0.1.0
 */
public enum OnErased {
    /** The entity is not loaded. */
    THROW,
    /** The attribute is null, which is never written back. */
    AS_NULL
}
