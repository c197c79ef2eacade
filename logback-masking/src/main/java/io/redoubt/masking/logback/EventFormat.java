package io.redoubt.masking.logback;

/** What a record is made of. */
enum EventFormat {
    /** Lines of text, in which a control is a control. */
    TEXT,
    /** JSON objects (RFC 8259), in which line feeds and the controls below U+0020 are escaped. */
    JSON;

    static EventFormat of(byte[] record) {
        return record.length > 0 && record[0] == '{' ? JSON : TEXT;
    }
}
