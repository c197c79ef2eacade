package io.redoubt.masking;

/** Knows where a value ends that has no quotes around it. */
final class Bare {

    /** Shortest line that is taken for one of a key. */
    private static final int LEAST_LINE = 24;

    private Bare() {}

    /** {@return where it ends} */
    static int end(byte[] text, int key, int from, Extent extent) {
        int before = Ascii.at(text, key - 1);
        boolean query = before == '?' || before == '&';
        int i = from;
        while (i < text.length && !(query ? endsInQuery(text, i) : ends(text, i))) {
            if (Ascii.isBlank(text[i]) && (query || Ascii.at(text, key) == '-' || !goesOn(text, from, i, extent))) {
                return i;
            }
            i++;
        }
        return i;
    }

    private static boolean endsInQuery(byte[] text, int i) {
        return switch (text[i]) {
            case '&', '#', '"', '\'', '<', '>', '\\', '\n', '\r', '`' -> true;
            case ')', ']', '}', ',', ';' -> isBeforeEnd(text, i);
            default -> false;
        };
    }

    private static boolean ends(byte[] text, int i) {
        return switch (text[i]) {
            case '\n', '\r', '"', '<', '>', '`', 0 -> true;
            case '\'' -> !Ascii.isAlphanumeric(Ascii.at(text, i + 1));
            case ',', ';' -> isBeforeEnd(text, i) || Values.isKey(text, i + 1);
            case '&' -> Values.isKey(text, i + 1);
            case ')', ']', '}' -> isBeforeEnd(text, i);
            case '\\' -> endsAtEscape(text, i);
            default -> false;
        };
    }

    private static boolean isBeforeEnd(byte[] text, int i) {
        return switch (Ascii.at(text, i + 1)) {
            case ' ', '\t', '\n', '\r', ',', ';', ')', ']', '}', '"', '\'', '<', '>', '.', '\\', ':' -> true;
            default -> false;
        };
    }

    /** A quote, or the end of a line, as JSON escapes them (RFC 8259, section 7). */
    private static boolean endsAtEscape(byte[] text, int i) {
        int last = Math.min(text.length, i + KeyTable.LONGEST);
        int next = i;
        while (next < last && text[next] == '\\') {
            next++;
        }
        if (next == text.length || Ascii.isQuote(text[next])) {
            return true;
        }
        boolean control = text[next] == 'n' || text[next] == 'r' || text[next] == 't';
        return control && !isFollowedByBase64(text, next + 1);
    }

    /** {@return whether a line of a key goes on behind the escaped end of a line} */
    private static boolean isFollowedByBase64(byte[] text, int from) {
        int i = from;
        if (Ascii.at(text, i) == '\\' && Ascii.at(text, i + 1) == 'n') {
            i += 2;
        }
        int start = i;
        while (i < text.length && i - start < LEAST_LINE && Ascii.isBase64(text[i])) {
            i++;
        }
        return i - start == LEAST_LINE;
    }

    private static boolean goesOn(byte[] text, int from, int blank, Extent extent) {
        if (blank == from || blank - from > Values.longestPhrase() || Ascii.isBlank(Ascii.at(text, blank + 1))) {
            return false;
        }
        return switch (extent) {
            case WORD -> false;
            case CODE -> isCode(text, blank + 1);
            case PHRASE -> isWord(text, blank + 1) && !Values.isKey(text, blank + 1);
            case LINE -> !Values.isAssignment(text, blank + 1);
        };
    }

    private static boolean isWord(byte[] text, int from) {
        int c = Ascii.at(text, from);
        return Ascii.isAlphanumeric(c) || c == '"' || c == '+' || c == '/' || c == '#' || c == '&';
    }

    /** {@return whether the next word is part of a number: it has a digit, or is up to three capitals} */
    private static boolean isCode(byte[] text, int from) {
        if (Values.isKey(text, from)) {
            return false;
        }
        int i = from;
        int last = Math.min(text.length, from + 12);
        boolean digit = false;
        boolean capitals = true;
        while (i < last
                && (Ascii.isAlphanumeric(text[i])
                        || text[i] == '-'
                        || text[i] == '/'
                        || text[i] == '('
                        || text[i] == ')'
                        || text[i] == '.')) {
            digit |= Ascii.isDigit(text[i]);
            capitals &= Ascii.isUpper(text[i]) || Ascii.isDigit(text[i]);
            i++;
        }
        return i > from && (digit || (capitals && i - from <= 3));
    }
}
