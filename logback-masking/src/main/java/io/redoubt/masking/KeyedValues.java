package io.redoubt.masking;

import java.util.List;

/**
 * Values that only their key tells.
 *
 * @param id of the detector
 * @param strategy for the values
 * @param check which values of those keys are meant
 * @param names of the keys
 */
record KeyedValues(String id, Strategy strategy, Check check, Anchor names) implements Detector {

    /** Decides about a value. */
    @FunctionalInterface
    interface Check {
        boolean isMeant(byte[] text, int from, int to);
    }

    static KeyedValues of(String id, Strategy strategy, Check check, String names) {
        return new KeyedValues(id, strategy, check, Anchor.key(names.strip().split("\\s+", -1)));
    }

    static KeyedValues of(String id, Strategy strategy, String names) {
        return of(id, strategy, (text, from, to) -> true, names);
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(names);
    }

    @Override
    public long find(byte[] text, int start, int end) {
        return check.isMeant(text, start, end) ? Span.of(start, end) : Span.NONE;
    }

    /** {@return whether a value has more than digits, so that it counts nothing} */
    static boolean hasLetter(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Ascii.isLetter(text[i])) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a value, of which no more than the beginning is looked at, has so many digits} */
    static boolean hasDigits(byte[] text, int from, int to, int least) {
        int digits = 0;
        for (int i = from; i < Math.min(to, from + 256) && digits < least; i++) {
            digits += Ascii.isDigit(text[i]) ? 1 : 0;
        }
        return digits >= least;
    }

    /** {@return whether a value is long enough to be more than a name or a count} */
    static boolean isOpaque(byte[] text, int from, int to) {
        return to - from >= 12 && !Ascii.standsAt(text, from, "0x") && hasLetter(text, from, Math.min(to, from + 256));
    }
}
