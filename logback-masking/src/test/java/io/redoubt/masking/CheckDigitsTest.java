package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Each algorithm has exactly one check character for any number, and sees each changed digit. */
class CheckDigitsTest {

    @FunctionalInterface
    private interface Algorithm {
        boolean holds(byte[] text, int from, int to);
    }

    @Property
    void luhnSeesEachChangedDigit(
            @ForAll @CharRange(from = '0', to = '9') @StringLength(min = 1, max = 20) String digits,
            @ForAll @IntRange(max = 19) int index,
            @ForAll @IntRange(min = 1, max = 9) int change) {
        seesEachChangedDigit(CheckDigits::luhn, digits, index, change);
    }

    @Property
    void verhoeffSeesEachChangedDigit(
            @ForAll @CharRange(from = '0', to = '9') @StringLength(min = 1, max = 20) String digits,
            @ForAll @IntRange(max = 19) int index,
            @ForAll @IntRange(min = 1, max = 9) int change) {
        seesEachChangedDigit(CheckDigits::verhoeff, digits, index, change);
    }

    @Property
    void verhoeffSeesEachPairInTheWrongOrder(
            @ForAll @CharRange(from = '0', to = '9') @StringLength(min = 2, max = 20) String digits,
            @ForAll @IntRange(max = 18) int index) {
        String number = digits + check(CheckDigits::verhoeff, digits);
        int at = index % (number.length() - 1);
        String swapped = number.substring(0, at) + number.charAt(at + 1) + number.charAt(at) + number.substring(at + 2);

        assertThat(holds(CheckDigits::verhoeff, swapped)).isEqualTo(swapped.equals(number));
    }

    @Property
    void mod11And10SeesEachChangedDigit(
            @ForAll @CharRange(from = '0', to = '9') @StringLength(min = 1, max = 20) String digits,
            @ForAll @IntRange(max = 19) int index,
            @ForAll @IntRange(min = 1, max = 9) int change) {
        seesEachChangedDigit(CheckDigits::mod11And10, digits, index, change);
    }

    @Test
    void mod11Base2HasXForTen() {
        assertThat(holds(CheckDigits::mod11Base2, "079X"))
                .isTrue(); // ISO/IEC 7064, 4: the sum of 0794 is 10 without the last
        assertThat(holds(CheckDigits::mod11Base2, "079x")).isTrue();
        assertThat(holds(CheckDigits::mod11Base2, "0790")).isFalse();
    }

    @Test
    void passesOverWhatStandsBetween() {
        byte[] text = bytes("1a-2 b");

        assertThat(CheckDigits.count(text, 0, text.length)).isEqualTo(4);
        assertThat(CheckDigits.at(text, 0, text.length, 3)).isEqualTo(11);
        assertThat(CheckDigits.at(text, 0, text.length, 4)).isNegative();
        assertThat(CheckDigits.number(bytes("12.345-6"), 0, 8, 1, 3)).isEqualTo(234);
        assertThat(CheckDigits.weighted(bytes("1-2-3-4"), 0, 7, new int[] {1, 10, 100}))
                .isEqualTo(321);
        assertThat(CheckDigits.remainder(text, 0, text.length, 1_000_000, 0)).isEqualTo(110_211);
    }

    private static void seesEachChangedDigit(Algorithm algorithm, String digits, int index, int change) {
        String number = digits + check(algorithm, digits);
        int at = index % number.length();
        int changed = (number.charAt(at) - '0' + change) % 10;

        assertThat(holds(algorithm, number)).isTrue();
        assertThat(holds(algorithm, number.substring(0, at) + changed + number.substring(at + 1)))
                .isFalse();
    }

    private static int check(Algorithm algorithm, String digits) {
        for (int check = 0; check < 10; check++) {
            if (holds(algorithm, digits + check)) {
                return check;
            }
        }
        throw new AssertionError("no check digit");
    }

    private static boolean holds(Algorithm algorithm, String number) {
        byte[] text = bytes(number);
        return algorithm.holds(text, 0, text.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
