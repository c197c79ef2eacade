package io.redoubt.masking;

/** Classes of bytes. Bytes of characters beyond ASCII are negative, and count as letters: they stand within words. */
final class Ascii {

    private Ascii() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isLetter(int c) {
        return isLower(lower(c)) || c < 0;
    }

    static boolean isAlphanumeric(int c) {
        return isLetter(c) || isDigit(c);
    }

    static boolean isHex(int c) {
        return isDigit(c) || (lower(c) >= 'a' && lower(c) <= 'f');
    }

    /** RFC 4648, sections 4 and 5, without the padding. */
    static boolean isBase64(int c) {
        return isDigit(c) || isLower(lower(c)) || c == '+' || c == '/' || c == '-' || c == '_';
    }

    /** RFC 4648, section 5. */
    static boolean isBase64Url(int c) {
        return isDigit(c) || isLower(lower(c)) || c == '-' || c == '_';
    }

    static boolean isQuote(int c) {
        return c == '"' || c == '\'' || c == '`';
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    static boolean isSpace(int c) {
        return isBlank(c) || isLineEnd(c);
    }

    static int lower(int c) {
        return isUpper(c) ? c | 0x20 : c;
    }

    /** {@return whether a text, given in lower case, stands at an offset, in any case} */
    static boolean standsAt(byte[] text, int offset, String lowerCase) {
        int end = offset + lowerCase.length();
        if (offset < 0 || end > text.length) {
            return false;
        }
        for (int i = offset; i < end; i++) {
            if (lower(text[i]) != lowerCase.charAt(i - offset)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether a text, given in lower case, stands somewhere in a range, in any case} */
    static boolean standsWithin(byte[] text, int from, int to, String lowerCase) {
        int last = Math.min(to, text.length) - lowerCase.length();
        for (int i = Math.max(0, from); i <= last; i++) {
            if (standsAt(text, i, lowerCase)) {
                return true;
            }
        }
        return false;
    }

    /** {@return the byte, or a space beyond the text} */
    static int at(byte[] text, int offset) {
        return offset >= 0 && offset < text.length ? text[offset] : ' ';
    }
}
