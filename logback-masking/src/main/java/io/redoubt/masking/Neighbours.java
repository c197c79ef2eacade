package io.redoubt.masking;

/** Tells a number that stands by itself from a piece of something longer: a hexadecimal string, a UUID, a decimal, the name of a thing. */
final class Neighbours {

    private static final int LONGEST_KEY = 32;
    private static final int MOST_SIGNS = 6;
    /** How names of keys end that number things, times and rounds. */
    private static final String[] THINGS = {
        "uuid", "guid", "hash", "time", "timestamp", "offset", "nonce", "sequence", "seq", "version", "block", "trace",
        "span", "digest", "checksum", "etag", "commit", "revision", "millis", "nanos", "micros", "bytes", "size",
                "length",
        "serial", "barcode", "ean", "gtin", "isbn", "tracking", "port"
    };

    private Neighbours() {}

    /** {@return whether nothing around a range belongs to it} */
    static boolean areApart(byte[] text, int from, int to) {
        return isApartBefore(text, from) && isApartBehind(text, to);
    }

    private static boolean isApartBefore(byte[] text, int from) {
        int before = Ascii.at(text, from - 1);
        int further = Ascii.at(text, from - 2);
        return switch (before) {
            case '-', '+', '_' -> false;
            case '.' -> !Ascii.isDigit(further);
            case 'n', 'r', 't' -> further == '\\';
            default -> !Ascii.isAlphanumeric(before);
        };
    }

    /** {@return whether what stands at an offset does not go on with what ends there} */
    static boolean isApartBehind(byte[] text, int to) {
        int behind = Ascii.at(text, to);
        int further = Ascii.at(text, to + 1);
        return switch (behind) {
            case '_' -> false;
            case '-' -> !Ascii.isAlphanumeric(further);
            case '.' -> !Ascii.isDigit(further);
            default -> !Ascii.isAlphanumeric(behind);
        };
    }

    /** {@return whether the key right before an offset says that a thing, a time or an amount follows: {@code orderId=}} */
    static boolean isNamedAsThing(byte[] text, int from) {
        int end = from;
        int signs = 0;
        while (end > 0 && signs < MOST_SIGNS && isBetween(text[end - 1])) {
            end--;
            signs++;
        }
        boolean separated = false;
        for (int i = end; i < from; i++) {
            separated |= text[i] == ':' || text[i] == '=' || text[i] == '/';
        }
        return separated && (isId(text, end) || isThing(text, end));
    }

    private static boolean isBetween(int c) {
        return Ascii.isQuote(c) || Ascii.isBlank(c) || c == '\\' || c == ':' || c == '=' || c == '/' || c == '[';
    }

    /** {@return whether a word ends with {@code id} as a part of its own, so that it is not {@code paid}} */
    private static boolean isId(byte[] text, int end) {
        if (!Ascii.standsAt(text, end - 2, "id")) {
            return false;
        }
        int before = Ascii.at(text, end - 3);
        return !Ascii.isAlphanumeric(before)
                || Ascii.isDigit(before)
                || (text[end - 2] == 'I' && Ascii.isLower(before));
    }

    private static boolean isThing(byte[] text, int end) {
        int word = end;
        while (word > 0 && end - word < LONGEST_KEY && Ascii.isAlphanumeric(text[word - 1])) {
            word--;
        }
        for (String thing : THINGS) {
            int start = end - thing.length();
            if (start >= word && Ascii.standsAt(text, start, thing)) {
                return true;
            }
        }
        return false;
    }
}
