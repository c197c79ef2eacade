package io.redoubt.masking;

/** Looks for words that say what a number near them is. */
final class Words {

    private static final int WINDOW = 30;

    private Words() {}

    /** {@return whether one of some words, given in lower case, stands shortly before an offset, on the same line} */
    static boolean areBefore(byte[] text, int from, String[] words) {
        int first = Math.max(0, from - WINDOW);
        for (int i = from - 1; i >= first; i--) {
            if (Ascii.isLineEnd(text[i])) {
                return false;
            }
            if (Ascii.isLetter(text[i])) {
                for (String word : words) {
                    if (i + word.length() <= from && Ascii.standsAt(text, i, word)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
