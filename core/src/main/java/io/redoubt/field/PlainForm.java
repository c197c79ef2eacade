package io.redoubt.field;

/** How a value stands in its column before it is encrypted. */
enum PlainForm {
    /** As text. */
    TEXT,
    /** As bytes. */
    BYTES,
    /** In a type of column that cannot hold a ciphertext. */
    OTHER
}
