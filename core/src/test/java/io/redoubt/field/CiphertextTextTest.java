package io.redoubt.field;

import static io.redoubt.field.WatchedCipher.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.key.Suite;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ciphertext in a text column has one spelling. */
class CiphertextTextTest {

    @ParameterizedTest
    @EnumSource(Misspelling.class)
    void refusesTextOfAnotherSpelling(Misspelling how) {
        WatchedCipher watched = WatchedCipher.of(Suite.A256GCM);
        String text = watched.cipher.sealText(watched.place, FieldType.TEXT, VALUE + "?>");
        assertThat(watched.cipher.openText(watched.place, FieldType.TEXT, text)).isEqualTo(VALUE + "?>");

        watched.assertRefuses(
                MalformedFieldException.class,
                () -> watched.cipher.openText(watched.place, FieldType.TEXT, how.of(text)));
    }

    enum Misspelling {
        NOTHING(text -> ""),
        PREFIX_ALONE(text -> "r1."),
        NO_PREFIX(text -> text.substring(3)),
        CAPITAL_PREFIX(text -> "R" + text.substring(1)),
        OTHER_PREFIX(text -> "r2" + text.substring(2)),
        TWO_PREFIXES(text -> "r1." + text),
        PADDING(text -> text + "="),
        STANDARD_ALPHABET(text -> text.substring(0, 20) + "+" + text.substring(21)),
        STANDARD_ALPHABET_SLASH(text -> text.substring(0, 20) + "/" + text.substring(21)),
        SPACE_BEFORE(text -> " " + text),
        SPACE_AFTER(text -> text + " "),
        SPACE_INSIDE(text -> text.substring(0, 20) + " " + text.substring(20)),
        LINE_BREAK(text -> text.substring(0, 20) + "\n" + text.substring(20)),
        UNUSED_BITS(text -> text.substring(0, text.length() - 1) + next(text.charAt(text.length() - 1))),
        ONE_CHARACTER_TOO_MANY(text -> text + "A".repeat((5 - (text.length() - 3) % 4) % 4)),
        FULL_WIDTH(text -> text.replace('w', '\uFF57')),
        NUL(text -> text + "\0");

        @SuppressWarnings("ImmutableEnumChecker") // each is a function without state
        private final UnaryOperator<String> change;

        Misspelling(UnaryOperator<String> change) {
            this.change = change;
        }

        String of(String text) {
            assertThat(change.apply(text)).isNotEqualTo(text);
            return change.apply(text);
        }

        /** The character with the next number: where bits are unused, the last ones are among them. */
        private static char next(char last) {
            String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            return alphabet.charAt(alphabet.indexOf(last) + 1);
        }
    }
}
