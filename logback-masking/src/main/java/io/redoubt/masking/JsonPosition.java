package io.redoubt.masking;

/**
 * Knows, while a text is read onwards, whether a place is in a string of a line that is JSON (RFC 8259). Used by one thread.
 */
final class JsonPosition {

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
                offset++;
            }
        }
    }

    private void startLine() {
        int first = Ascii.at(text, offset);
        json = first == '{' || (first == '[' && Ascii.at(text, offset + 1) == '{');
        inString = false;
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
