package io.redoubt.masking;

/**
 * Reads text as a person or a parser would: without invisible characters, with digits and signs of other alphabets as those of ASCII,
 * with {@code %xx} (RFC 3986, section 2.1), the escapes of JSON with four hexadecimal digits (RFC 8259, section 7) and the entities of XML resolved.
 */
final class Disguise {

    private Disguise() {}

    /** {@return whether something in disguise begins at an offset} */
    static boolean standsAt(byte[] text, int i) {
        return reveal(text, i) != 0;
    }

    /**
     * {@return what stands at an offset: its length in the text shifted by 8, and the ASCII character that it is, or 0 for one that is
     * invisible; 0 if there is no disguise}
     */
    static int reveal(byte[] text, int i) {
        return switch (text[i]) {
            case '%' -> percent(text, i);
            case '\\' -> escape(text, i);
            case '&' -> entity(text, i);
            case (byte) 0xc2 -> latin(text, i);
            case (byte) 0xd9 -> digit(text, i, 2, 0xd9a0);
            case (byte) 0xdb -> digit(text, i, 2, 0xdbb0);
            case (byte) 0xe0 -> indicDigit(text, i);
            case (byte) 0xe2 -> punctuation(text, i);
            case (byte) 0xef -> fullWidth(text, i);
            case (byte) 0xf0 -> mathematicalDigit(text, i);
            default -> 0;
        };
    }

    private static int is(int length, int character) {
        return length << 8 | character;
    }

    private static int percent(byte[] text, int i) {
        if (!Ascii.isHex(Ascii.at(text, i + 1)) || !Ascii.isHex(Ascii.at(text, i + 2))) {
            return 0;
        }
        int c = hex(text, i + 1, 2);
        return isVisible(c) ? is(3, c) : 0;
    }

    /** Some encoders escape each slash, which any token may hold. */
    private static int escape(byte[] text, int i) {
        if (Ascii.at(text, i + 1) == '/') {
            return is(2, '/');
        }
        int digits = i + 1;
        while (digits < text.length && text[digits] == '\\' && digits < i + 8) {
            digits++;
        }
        if (Ascii.at(text, digits) != 'u') {
            return 0;
        }
        digits++;
        for (int k = digits; k < digits + 4; k++) {
            if (!Ascii.isHex(Ascii.at(text, k))) {
                return 0;
            }
        }
        int revealed = codePoint(hex(text, digits, 4));
        return revealed < 0 ? 0 : is(digits + 4 - i, revealed);
    }

    private static int entity(byte[] text, int i) {
        if (Ascii.standsAt(text, i, "&lt;")) {
            return is(4, '<');
        }
        if (Ascii.standsAt(text, i, "&gt;")) {
            return is(4, '>');
        }
        if (Ascii.standsAt(text, i, "&amp;")) {
            return is(5, '&');
        }
        if (Ascii.standsAt(text, i, "&quot;")) {
            return is(6, '"');
        }
        return Ascii.standsAt(text, i, "&apos;") ? is(6, '\'') : 0;
    }

    private static int latin(byte[] text, int i) {
        return found(codePoint(0x80 | (Ascii.at(text, i + 1) & 0x3f)), 2);
    }

    private static int digit(byte[] text, int i, int length, int zero) {
        int value = (text[i] & 0xff) << 8 | (Ascii.at(text, i + 1) & 0xff);
        return value >= zero && value <= zero + 9 ? is(length, '0' + value - zero) : 0;
    }

    /** Devanagari (U+0966) and Bengali (U+09E6). */
    private static int indicDigit(byte[] text, int i) {
        int second = Ascii.at(text, i + 1) & 0xff;
        int third = Ascii.at(text, i + 2) & 0xff;
        int digit = third - 0xa6;
        return (second == 0xa5 || second == 0xa7) && digit >= 0 && digit <= 9 ? is(3, '0' + digit) : 0;
    }

    private static int punctuation(byte[] text, int i) {
        return found(codePoint(0x2000 | threeBytes(text, i)), 3);
    }

    private static int fullWidth(byte[] text, int i) {
        return found(codePoint(0xf000 | threeBytes(text, i)), 3);
    }

    private static int threeBytes(byte[] text, int i) {
        return (Ascii.at(text, i + 1) & 0x3f) << 6 | (Ascii.at(text, i + 2) & 0x3f);
    }

    /** U+1D7CE to U+1D7FF: five alphabets of ten digits. */
    private static int mathematicalDigit(byte[] text, int i) {
        if ((Ascii.at(text, i + 1) & 0xff) != 0x9d || (Ascii.at(text, i + 2) & 0xff) != 0x9f) {
            return 0;
        }
        int digit = (Ascii.at(text, i + 3) & 0xff) - 0x8e;
        return digit >= 0 && digit < 50 ? is(4, '0' + digit % 10) : 0;
    }

    private static int found(int character, int length) {
        return character < 0 ? 0 : is(length, character);
    }

    /** {@return the ASCII character that a character is to a reader, 0 if it is invisible, or a negative number if it is itself} */
    private static int codePoint(int c) {
        if (isVisible(c)) {
            return c;
        }
        if (c >= 0xff01 && c <= 0xff5e) {
            return c - 0xfee0;
        }
        if (c >= 0x660 && c <= 0x669) {
            return '0' + c - 0x660;
        }
        return switch (c) {
            case 0xad, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xfeff -> 0;
            case 0xa0,
                    0x2000,
                    0x2001,
                    0x2002,
                    0x2003,
                    0x2004,
                    0x2005,
                    0x2006,
                    0x2007,
                    0x2008,
                    0x2009,
                    0x200a,
                    0x202f,
                    0x205f -> ' ';
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212 -> '-';
            case 0x2018, 0x2019 -> '\'';
            case 0x201c, 0x201d, 0x201e -> '"';
            default -> -1;
        };
    }

    private static boolean isVisible(int c) {
        return c >= ' ' && c < 0x7f;
    }

    private static int hex(byte[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 4 | Character.digit(text[i], 16);
        }
        return value;
    }
}
