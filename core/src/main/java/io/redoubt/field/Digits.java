package io.redoubt.field;

/** {@code digits-1} and {@code last4-1}: what is left of numbers that people write with separators. Thread-safe. */
final class Digits {

    private static final int LAST = 4;
    private static final int DECIMAL = 10;

    private Digits() {}

    /** @throws IllegalArgumentException if there is none, or a code point is not assigned in Unicode 13 */
    static String only(String text) {
        StringBuilder digits = new StringBuilder();
        Unicode13.require(text).codePoints().filter(Character::isDigit).forEach(it -> digits.append(digit(it)));
        if (digits.isEmpty()) {
            throw new IllegalArgumentException("the text has no digit: store null, or use exact-1");
        }
        return digits.toString();
    }

    /** @throws IllegalArgumentException if there are less than four, or a code point is not assigned in Unicode 13 */
    static String lastFour(String text) {
        StringBuilder kept = new StringBuilder();
        CaseFolding.fold(text)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(it -> kept.append(Character.isDigit(it) ? digit(it) : Character.toString(it)));
        int count = kept.codePointCount(0, kept.length());
        if (count < LAST) {
            throw new IllegalArgumentException(
                    "the text has less than four letters or digits: store null, or use exact-1");
        }
        return kept.substring(kept.offsetByCodePoints(0, count - LAST));
    }

    private static String digit(int codePoint) {
        return Integer.toString(Character.digit(codePoint, DECIMAL));
    }
}
