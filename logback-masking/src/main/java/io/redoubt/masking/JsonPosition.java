package io.redoubt.masking;

/**
 * Knows, while a text is read onwards, whether a place is in a string of a line that is JSON (RFC 8259): that begins like an object, and has nothing
 * between its strings that JSON has not. Used by one thread.
 */
final class JsonPosition {

    /** The letter and four digits. */
    private static final int UNICODE_ESCAPE = 5;

    private static final int MOST_BLANKS = 64;

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
    /** What stood last between strings, blanks aside; a quote if a string ended. */
    private int before;

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
            } else if (json && inString && c == '"') {
                inString = false;
                before = c;
            } else if (json && !inString) {
                between(c);
            } else if (json && c == '\\') {
                offset += Ascii.at(text, offset) == 'u' ? UNICODE_ESCAPE : 1;
            }
        }
    }

    /** {@return where a part begins that was found at the offset that was moved to: behind the escape that it begins in, if it does} */
    int start(int from) {
        return Math.max(from, offset);
    }

    /** RFC 8259, sections 4 and 5: a string stands behind one sign and before another. */
    private void between(int c) {
        if (Ascii.isBlank(c)) {
            return;
        }
        json = c == '"' ? isBeforeValue(before) : BETWEEN[c & 0xff] && (before != '"' || isBehindString(c));
        inString = json && c == '"';
        before = c;
    }

    private static boolean isBeforeValue(int c) {
        return c == '{' || c == '[' || c == ',' || c == ':';
    }

    private static boolean isBehindString(int c) {
        return c == ',' || c == ':' || c == '}' || c == ']' || Ascii.isLineEnd(c);
    }

    private void startLine() {
        json = opensObject(Ascii.at(text, offset) == '[' ? offset + 1 : offset);
        inString = false;
        before = '{';
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
                json = isBehindString(next(i + 1));
                return json ? i : to;
            }
            if (text[i] == '\\') {
                i++;
            }
        }
        return to;
    }

    /** {@return the next byte that is no blank; a line feed beyond the text, and where nothing but blanks is near} */
    private int next(int from) {
        int last = Math.min(text.length, from + MOST_BLANKS);
        int i = from;
        while (i < last && Ascii.isBlank(text[i])) {
            i++;
        }
        return i < last ? text[i] : '\n';
    }

    /** What is no literal shows that the line is no JSON after all. */
    private int endOfLiteral(int from, int to) {
        if (before == '"' && isBehindString(text[from])) {
            return from; // the quote before it closed a text, and opened no value
        }
        json = isBeforeValue(before);
        for (int i = from; json && i < to; i++) {
            int c = text[i];
            boolean ends = c == ',' || c == '}' || c == ']' || Ascii.isSpace(c);
            if (ends && i > from) {
                return i;
            }
            if (ends || !BETWEEN[c & 0xff]) {
                json = false;
                return to;
            }
        }
        return to;
    }
}
