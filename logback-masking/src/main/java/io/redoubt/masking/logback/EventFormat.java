package io.redoubt.masking.logback;

/** What an encoder writes, as its records tell. */
enum EventFormat {
    /** Nothing was written yet. */
    UNKNOWN,
    /** Lines of text. */
    TEXT,
    /** JSON objects: line feeds are escaped in them. */
    JSON;

    static EventFormat of(byte[] record) {
        return record.length > 0 && record[0] == '{' ? JSON : TEXT;
    }
}
