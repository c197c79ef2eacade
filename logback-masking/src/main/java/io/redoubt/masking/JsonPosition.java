package io.redoubt.masking;

/**
 * Knows, while a text is read onwards, whether a place is in a string of a line that is JSON (RFC 8259). Used by one thread.
 */
final class JsonPosition {

    /** The letter and four digits. */
    private static final int UNICODE_ESCAPE = 5;

    private final byte[] text;
    private int offset;
    private boolean json;
    private boolean inString;

    JsonPosition(byte[] text) {
        this.text = text;
        startLine();
    }

    /** Reads on to an offset, not before the last one. */
    void moveTo(int target) {
        while (offset < target) {
            int c = text[offset++];
            if (c == '\n') {
                startLine();
            } else if (json && c == '"') {
                inString = !inString;
            } else if (json && inString && c == '\\') {
                offset += Ascii.at(text, offset) == 'u' ? UNICODE_ESCAPE : 1;
            }
        }
    }

    /** {@return where a part begins that was found at the offset that was moved to: behind the escape that it begins in, if it does} */
    int start(int from) {
        return Math.max(from, offset);
    }

    private void startLine() {
        json = opensObject(Ascii.at(text, offset) == '[' ? offset + 1 : offset);
        inString = false;
    }

    /** Unlike the hash of a password, which may begin with {@code {SSHA}}, or what a map says of itself. */
    private boolean opensObject(int brace) {
        int next = brace + 1;
        while (Ascii.at(text, brace) == '{' && next < text.length && Ascii.isBlank(text[next])) {
            next++;
        }
        return Ascii.at(text, brace) == '{' && (Ascii.at(text, next) == '"' || Ascii.at(text, next) == '}');
    }

    boolean isJson() {
        return json;
    }

    boolean isInString() {
        return inString;
    }

    /** {@return the end of a part that begins here, no further than the string or the literal it is in} */
    int end(int from, int to) {
        if (!json) {
            return to;
        }
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (inString ? c == '"' : c == ',' || c == '}' || c == ']' || Ascii.isSpace(c)) {
                return i;
            }
            if (inString && c == '\\') {
                i++;
            }
        }
        return to;
    }
}
