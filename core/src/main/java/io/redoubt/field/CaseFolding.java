package io.redoubt.field;

import java.text.Normalizer;
import java.util.Locale;

/**
 * {@code fold-1}: texts that differ in upper and lower case, in width or in how their accents are composed come to one form.
 *
 * <p>NFKC, then per code point lower, upper, lower, then NFKC again, each with the full mappings of the root locale. FORMATS
 * section 5 has NFKC, upper and lower: with them alone a capital sharp s, and eight Greek capitals with two accents, would miss
 * their small letters. Thread-safe.
 */
final class CaseFolding {

    /** The first code point that has other case pairs than A to Z. */
    private static final int ASCII = 0x80;

    private CaseFolding() {}

    /** @throws IllegalArgumentException if a code point is not assigned in Unicode 13 */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        compose(Unicode13.require(text)).codePoints().forEach(it -> folded.append(fold(it)));
        return compose(folded.toString());
    }

    /** Alone, so that a sigma does not ask whether a word ends after it. */
    private static String fold(int codePoint) {
        String lower = lower(codePoint);
        return codePoint < ASCII ? lower : lower.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** {@return the text in lower case, what has no capital letter of its own, such as a sharp s, staying} */
    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().forEach(it -> lower.append(lower(it)));
        return lower.toString();
    }

    private static String lower(int codePoint) {
        return Character.toString(codePoint).toLowerCase(Locale.ROOT);
    }

    static String compose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
