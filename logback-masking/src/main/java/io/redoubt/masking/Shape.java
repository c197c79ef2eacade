package io.redoubt.masking;

/**
 * What kind of character stands at each place of an identifier.
 *
 * @param places {@code 9} for a digit, {@code A} for a letter, {@code N} for either
 */
record Shape(String places) {

    private static final int MOST_SEPARATORS = 6;

    /** {@return the offset behind an identifier that begins at an offset, single separators passed over; a negative number if none does} */
    int end(byte[] text, int from) {
        int i = from;
        int separators = 0;
        for (int place = 0; place < places.length(); place++) {
            int c = Ascii.at(text, i);
            if (place > 0 && separators < MOST_SEPARATORS && isSeparator(c)) {
                c = Ascii.at(text, ++i);
                separators++;
            }
            if (!fits(places.charAt(place), c)) {
                return -1;
            }
            i++;
        }
        return i;
    }

    /** {@return whether a place holds a character of its kind} */
    static boolean fits(char place, int c) {
        return switch (place) {
            case '9' -> Ascii.isDigit(c);
            case 'A' -> Ascii.isLower(Ascii.lower(c));
            default -> Ascii.isDigit(c) || Ascii.isLower(Ascii.lower(c));
        };
    }

    private static boolean isSeparator(int c) {
        return c < '0' && (c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == '+');
    }
}
