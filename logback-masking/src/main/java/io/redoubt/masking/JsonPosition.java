package io.redoubt.masking;

/**
 * Knows, while a text is read onwards, whether a place is in a string of a line that is JSON (RFC 8259): that begins like an object, and has nothing
 * between its strings that JSON has not. Used by one thread.
 */
final class JsonPosition {

    /** The letter and four digits. */
    private static final int UNICODE_ESCAPE = 5;

    /** What stands somewhere. */
    enum Place {
        /** No JSON, as far as is known. */
        ELSEWHERE,
        /** Part of a text. */
        TEXT,
        /** A number or a literal, which needs quotes when a text takes its place. */
        LITERAL
    }

    /** What stands between strings: signs, blanks, numbers, and the letters of true, false and null (RFC 8259, sections 2, 3 and 6). */
    private static final boolean[] BETWEEN = new boolean[256];

    static {
        for (char c : "{}[]:, \t\r\n0123456789+-.eEtrufalsn".toCharArray()) {
            BETWEEN[c] = true;
        }
    }

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
            } else if (json && !inString) {
                json = BETWEEN[c & 0xff];
            } else if (json && c == '\\') {
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

    Place place() {
        return !json ? Place.ELSEWHERE : inString ? Place.TEXT : Place.LITERAL;
    }

    /** {@return the end of a part that begins here, no further than the string or the literal it is in} */
    int end(int from, int to) {
        return !json ? to : inString ? endInString(from, to) : endOfLiteral(from, to);
    }

    private int endInString(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == '"') {
                return i;
            }
            if (text[i] == '\\') {
                i++;
            }
        }
        return to;
    }

    /** What is no literal shows that the line is no JSON after all. */
    private int endOfLiteral(int from, int to) {
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (c == ',' || c == '}' || c == ']' || Ascii.isSpace(c)) {
                return i;
            }
            if (!BETWEEN[c & 0xff]) {
                json = false;
                return to;
            }
        }
        return to;
    }
}
