package io.redoubt.masking;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a detector is called for: something rare that is found while each byte of a text is looked at once. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Anchor {

    /**
     * Text at the start of a word.
     *
     * @param literal 2 to 32 visible ASCII characters in lower case; the case of the text does not matter. Two letters, or a letter and
     *     a digit, are looked for before two digits only
     */
    record Word(String literal) implements Anchor {
        /**
         * Refuses what cannot be looked for.
         *
         * @param literal 2 to 32 visible ASCII characters
         */
        public Word {
            if (literal.length() < 2
                    || literal.length() > 32
                    || !literal.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new IllegalArgumentException("a word anchor has 2 to 32 visible ASCII characters");
            }
            literal = literal.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A run of digits. Single spaces, hyphens, dots and slashes between two digits belong to it.
     *
     * @param min fewest digits
     * @param max most digits
     */
    record Digits(int min, int max) implements Anchor {
        /**
         * Refuses what is no range.
         *
         * @param min fewest digits
         * @param max most digits
         */
        public Digits {
            if (min < 1 || max < min) {
                throw new IllegalArgumentException("a run of digits has at least one, and no more than it may have");
            }
        }
    }

    /**
     * A sign that is rare in logs.
     *
     * @param sign one of {@code @ ~ | ! +}
     */
    record Sign(char sign) implements Anchor {
        /**
         * Refuses signs that are everywhere.
         *
         * @param sign one of {@code @ ~ | !}
         */
        public Sign {
            if ("@~|!+".indexOf(sign) < 0) {
                throw new IllegalArgumentException("a sign that is an anchor is @, ~, |, ! or +");
            }
        }
    }

    /**
     * A key whose value is meant, in any notation: {@code k=v}, {@code k: v}, JSON, XML, command lines and so on.
     *
     * @param names in lower case without separators, as in {@code passportnumber}; each also matches at the end of a longer name, where
     *     a word of it begins ({@code holderPassportNumber})
     */
    record Key(Set<String> names) implements Anchor {
        /**
         * Refuses what no key is called.
         *
         * @param names in lower case without separators
         */
        public Key {
            names = Set.copyOf(names);
            for (String name : names) {
                if (name.isEmpty() || name.length() > 48 || !name.chars().allMatch(Key::isPlain)) {
                    throw new IllegalArgumentException("a key is given as 1 to 48 lower case letters and digits");
                }
            }
        }

        private static boolean isPlain(int c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        }
    }

    /**
     * {@return text at the start of a word}
     *
     * @param literal 2 to 32 visible ASCII characters; their case does not matter. Two letters, or a letter and a digit, are
     *     looked for before two digits only
     * @throws IllegalArgumentException if it is no such text
     */
    static Anchor word(String literal) {
        return new Word(literal);
    }

    /**
     * {@return a run of digits}
     *
     * @param min fewest digits, at least 1
     * @param max most digits
     * @throws IllegalArgumentException if that is no range
     */
    static Anchor digits(int min, int max) {
        return new Digits(min, max);
    }

    /** {@return the at sign} */
    static Anchor at() {
        return new Sign('@');
    }

    /**
     * {@return a sign that is rare in logs}
     *
     * @param sign one of {@code @ ~ | ! +}
     * @throws IllegalArgumentException if it is another one
     */
    static Anchor sign(char sign) {
        return new Sign(sign);
    }

    /**
     * {@return a key whose value is meant}
     *
     * @param names in lower case without separators
     * @throws IllegalArgumentException if one of them has other characters
     */
    static Anchor key(String... names) {
        return new Key(Set.copyOf(List.of(names)));
    }
}
