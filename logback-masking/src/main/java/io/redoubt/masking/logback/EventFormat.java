package io.redoubt.masking.logback;

/** What a record is made of. */
enum EventFormat {
    /** Lines of text that begin with a time, a level or a bracket. */
    TEXT,
    /** Lines of text that may begin with anything. */
    FREE_TEXT,
    /** JSON objects (RFC 8259), in which line feeds and the controls below U+0020 are escaped. */
    JSON;

    /** {@return whether a line feed in a value would be one in a record} */
    boolean hasLines() {
        return this != JSON;
    }

    /** {@return a text of several lines, none of which looks like a record} */
    String continued(String text) {
        return this == TEXT ? Controls.continued(text) : Controls.marked(text);
    }

    static EventFormat of(byte[] record) {
        return record.length > 0 && record[0] == '{' ? JSON : TEXT;
    }
}
