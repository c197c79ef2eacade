package io.redoubt.masking;

/**
 * Knows where a value ends that stands beside a key, in whatever notation the key is written. Each byte of a text belongs to one value at
 * most, so that reading to the end of a value stays linear.
 */
final class Values {

    private static final int LONGEST_WORD = 32;
    private static final int LONGEST_PHRASE = 160;
    private static final int LONGEST_IDENTIFIER = 64;
    private static final int LEAST_NUMBER = 9;
    private static final int LONGEST_REPLACEMENT = 320;
    private static final String MARK = "[redacted:";
    private static final String[] NOTHINGS = {
        "null",
        "nil",
        "none",
        "true",
        "false",
        "undefined",
        "empty",
        "anonymous",
        "anonymoususer",
        "unknown",
        "n/a",
        "?",
        "{}",
        "[]",
        "()",
        "<none>",
        "<null>",
        "*/*",
        "%s",
        "-"
    };

    private Values() {}

    /**
     * {@return the value that begins at an offset, without its quotes; {@link Span#NONE} if there is none}
     *
     * @param text that is searched
     * @param key where its key begins
     * @param from where it begins
     * @param extent how far it reaches without quotes
     */
    static long find(byte[] text, int key, int from, Extent extent) {
        int backslashes = from;
        while (backslashes < text.length && text[backslashes] == '\\') {
            backslashes++;
        }
        int start;
        int end;
        if (backslashes < text.length && Ascii.isQuote(text[backslashes])) {
            start = backslashes + 1;
            end = endOfQuoted(text, key, start, backslashes - from);
        } else {
            start = from;
            end = Bare.end(text, key, start, extent);
        }
        return end > start ? Span.of(start, end) : Span.NONE;
    }

    /**
     * {@return where a quoted value ends}
     *
     * <p>A quote of the depth of the opening one has as many backslashes before it, one within the value has more: a text of depth 1
     * (JSON in a JSON string) opens with {@code \"} and holds {@code \\\"}. Backslashes of the value itself come in multiples of twice
     * that. Fewer backslashes end the text around the value, and so does its quote where the value has another one.
     */
    static int endOfQuoted(byte[] text, int key, int start, int depth) {
        int quote = text[start - 1];
        boolean isInText = quote != '"' && depth == 0 && isInText(text, key);
        int run = 0;
        for (int i = start; i < text.length; i++) {
            int c = text[i];
            if (c == '\\') {
                run++;
                continue;
            }
            if (Ascii.isLineEnd(c)) {
                return i - run;
            }
            if (c == quote && (run < depth || run % (2 * (depth + 1)) == depth) && !isApostrophe(text, i, quote)) {
                return i - Math.min(run, depth);
            }
            if (c == '"' && quote != '"' && (run < depth || (isInText && run == 0))) {
                return i - run;
            }
            run = 0;
        }
        return text.length;
    }

    /**
     * {@return whether the quote at an offset closes the text in which a key stands, so that the key has no value: {@code {"message":"no
     * token=","status":200}}}
     *
     * <p>What opens that text stands behind a sign of JSON (RFC 8259, section 2), and what closes it before one.
     */
    static boolean isClosing(byte[] text, int key, int from) {
        int quote = from;
        while (quote < text.length && text[quote] == '\\') {
            quote++;
        }
        if (Ascii.at(text, quote) != '"' || ",:]}".indexOf(Ascii.at(text, behindBlanks(text, quote + 1))) < 0) {
            return false;
        }
        return isInText(text, key);
    }

    /** {@return whether the last quote before an offset opens a text of JSON} */
    static boolean isInText(byte[] text, int key) {
        int first = Math.max(0, key - 2 * LONGEST_PHRASE);
        int open = key - 1;
        while (open >= first && text[open] != '"' && !Ascii.isLineEnd(text[open])) {
            open--;
        }
        if (open < first || text[open] != '"') {
            return false;
        }
        while (open > first && (text[open - 1] == '\\' || Ascii.isBlank(text[open - 1]))) {
            open--;
        }
        return open == 0 || ",:[{".indexOf(text[open - 1]) >= 0;
    }

    private static int behindBlanks(byte[] text, int from) {
        int last = Math.min(text.length, from + LONGEST_WORD);
        int i = from;
        while (i < last && Ascii.isSpace(text[i])) {
            i++;
        }
        return i;
    }

    private static boolean isApostrophe(byte[] text, int i, int quote) {
        return quote == '\''
                && Ascii.isAlphanumeric(Ascii.at(text, i - 1))
                && Ascii.isAlphanumeric(Ascii.at(text, i + 1));
    }

    /** {@return where the text of an XML element ends, which stands in a text of JSON or not} */
    static int endOfElement(byte[] text, int from, boolean isInText) {
        int i = from;
        if (Ascii.standsAt(text, from, "<![cdata[")) {
            while (i < text.length && !Ascii.standsAt(text, i, "]]>")) {
                i++;
            }
            return i;
        }
        while (i < text.length && text[i] != '<' && !(isInText && text[i] == '"' && text[i - 1] != '\\')) {
            i++;
        }
        return i;
    }

    /**
     * {@return whether an element ends at an offset that has the name at another one}: {@code <token>} is often a word of a usage message. Text
     * that breaks off within the element counts as its end, unless a blank stands behind the name.
     */
    static boolean isClosedBy(byte[] text, int offset, int nameFrom, int nameTo) {
        int close = Ascii.standsAt(text, offset, "]]>") ? offset + 3 : offset;
        if (close == text.length) {
            return !Ascii.isSpace(Ascii.at(text, nameTo + 1));
        }
        if (Ascii.at(text, close) != '<' || Ascii.at(text, close + 1) != '/') {
            return false;
        }
        for (int i = nameFrom; i < nameTo; i++) {
            if (Ascii.at(text, close + 2 + i - nameFrom) != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** {@return where the quotes behind a value end} */
    static int behind(byte[] text, int to) {
        int end = to;
        while (end < text.length && text[end] == '\\') {
            end++;
        }
        return end < text.length && Ascii.isQuote(text[end]) ? end + 1 : to;
    }

    /** {@return whether a value is no value, or was masked before} */
    static boolean saysNothing(byte[] text, int from, int to) {
        int length = to - from;
        for (String nothing : NOTHINGS) {
            if (nothing.length() == length && Ascii.standsAt(text, from, nothing)) {
                return true;
            }
        }
        int first = text[from];
        if (isReplacement(text, from)) {
            return true;
        }
        if (first == '$' && Ascii.at(text, from + 1) == '{') {
            return true;
        }
        return isFilling(text, from, to);
    }

    /** {@return whether a value has no quotes, and its key stands in no query} */
    static boolean isPlain(byte[] text, int key, int from) {
        int before = Ascii.at(text, key - 1);
        return before != '?'
                && before != '&'
                && Ascii.at(text, key) != '-'
                && text[from] != '\\'
                && !Ascii.isQuote(text[from]);
    }

    /** {@return whether what stands at an offset was masked before: {@code [REDACTED:label more]}} */
    static boolean isReplacement(byte[] text, int from) {
        if (!Ascii.standsAt(text, from, MARK)) {
            return false;
        }
        int last = Math.min(text.length, from + LONGEST_REPLACEMENT);
        for (int i = from + MARK.length(); i < last; i++) {
            int c = text[i];
            if (c == ']') {
                return i > from + MARK.length();
            }
            if (c < 0 || (!Ascii.isAlphanumeric(c) && "._:/=- ".indexOf(c) < 0)) {
                return false;
            }
        }
        return false;
    }

    /** {@return whether what stands at an offset is the label of what was masked before} */
    static boolean isLabel(byte[] text, int from) {
        return from >= MARK.length() && isReplacement(text, from - MARK.length());
    }

    private static boolean isFilling(byte[] text, int from, int to) {
        int c = text[from];
        if (c != '*' && c != 'x' && c != 'X' && c != '.' && c != '#') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text[i] != c) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether it looks like the name of a request, and like a number that means somebody: digits and hyphens in a row} */
    static boolean isNumericIdentifier(byte[] text, int from, int to) {
        if (to - from > LONGEST_IDENTIFIER) {
            return false;
        }
        int row = 0;
        int longest = 0;
        for (int i = from; i < to; i++) {
            boolean digit = Ascii.isDigit(text[i]) || text[i] == '-';
            if (!digit && !Ascii.isHex(text[i])) {
                return false;
            }
            row = digit ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return longest >= LEAST_NUMBER;
    }

    static int longestPhrase() {
        return LONGEST_PHRASE;
    }

    /** {@return whether a key of its own begins at an offset, as in {@code login: user=kim}} */
    static boolean isAssignment(byte[] text, int from) {
        int i = from;
        int last = Math.min(text.length, from + LONGEST_WORD);
        while (i < last && (Ascii.isAlphanumeric(text[i]) || text[i] == '_' || text[i] == '.')) {
            i++;
        }
        return i > from && i < last && text[i] == '=';
    }

    /** {@return whether a key and its separator begin at an offset} */
    static boolean isKey(byte[] text, int from) {
        int i = from;
        int last = Math.min(text.length, from + LONGEST_WORD);
        while (i < last && Ascii.isQuote(text[i])) {
            i++;
        }
        int start = i;
        while (i < last && (Ascii.isAlphanumeric(text[i]) || text[i] == '_' || text[i] == '-' || text[i] == '.')) {
            i++;
        }
        if (i == start || !Ascii.isLetter(text[start])) {
            return false;
        }
        while (i < last && Ascii.isQuote(text[i])) {
            i++;
        }
        return i < last && (text[i] == '=' || text[i] == ':');
    }
}
