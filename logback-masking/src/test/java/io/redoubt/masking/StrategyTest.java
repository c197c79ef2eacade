package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyTest {

    private static final byte[] KEY = "test-only key of 32 bytes, or so".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER = "test-only key that is another one".getBytes(StandardCharsets.US_ASCII);

    private static String masked(Strategy strategy, String text) {
        return Masker.of(MaskingRules.builder()
                        .strategy("cred.password", strategy)
                        .build())
                .mask(text);
    }

    private static Masker naming(Pseudonyms pseudonyms) {
        return Masker.of(MaskingRules.builder()
                .strategy("pii.email", Strategy.pseudonym())
                .strategy("cred.password", Strategy.pseudonym())
                .pseudonyms(pseudonyms)
                .build());
    }

    @Test
    void saysWhatStoodThere() {
        assertThat(masked(Strategy.placeholder(), "password=hunter22")).isEqualTo("password=[REDACTED:password]");
    }

    @Test
    void keepsNoMoreThanAThird() {
        assertThat(masked(Strategy.keepLast(4), "password=abcdefgh1234"))
                .isEqualTo("password=[REDACTED:password ...1234]");
        assertThat(masked(Strategy.keepLast(4), "password=abcdefg1234")).isEqualTo("password=[REDACTED:password]");
        assertThat(masked(Strategy.keepLast(1), "password=a-b_c")).isEqualTo("password=[REDACTED:password ...c]");
    }

    @Test
    void leavesNothing() {
        assertThat(masked(Strategy.drop(), "password=hunter22 x")).isEqualTo("password= x");
        assertThat(masked(Strategy.drop(), "{\"password\":\"hunter22\",\"a\":1}"))
                .isEqualTo("{\"password\":\"\",\"a\":1}");
        assertThat(masked(Strategy.drop(), "{\"password\":12345678,\"a\":1}")).isEqualTo("{\"password\":\"\",\"a\":1}");
    }

    @Test
    void leavesTheValue() {
        assertThat(masked(Strategy.keep(), "password=hunter22")).isEqualTo("password=hunter22");
    }

    @Test
    void namesAValueUnderAKey() {
        Masker masker = naming(Pseudonyms.hmacSha256("1", KEY));

        String name = masker.mask("kim@example.org");

        assertThat(name).matches("\\[REDACTED:email k1\\.[a-z2-7]{16}]");
        assertThat(masker.mask("to Kim@Example.org!")).isEqualTo("to " + name + "!");
        assertThat(masker.mask("kim@example.com")).isNotEqualTo(name);
        assertThat(naming(Pseudonyms.hmacSha256("1", OTHER)).mask("kim@example.org"))
                .isNotEqualTo(name);
        assertThat(masker.mask("password=kim@example.org")).doesNotContain(name.substring(name.indexOf('.')));
        assertThat(masker.mask(name)).isEqualTo(name);
    }

    @Test
    void namesNobodyWithoutAKey() {
        assertThat(Masker.of(MaskingRules.of(Profile.DEFAULT)).mask("kim@example.org"))
                .isEqualTo("[REDACTED:email]");
    }

    /** A name under a key is what people add; it is written as if it came from outside. */
    @Test
    void writesNoNameThatCouldEndAPlaceholder() {
        Masker masker = naming((kind, value) -> "a]\n\"{" + new String(value, StandardCharsets.UTF_8));

        assertThat(masker.mask("kim@example.org")).doesNotContain("a]", "\n", "\"", "{", "@");
    }

    @Test
    void isKnownByName() {
        assertThat(Strategy.named("placeholder")).isEqualTo(Strategy.placeholder());
        assertThat(Strategy.named("pseudonym")).isEqualTo(Strategy.pseudonym());
        assertThat(Strategy.named("drop")).isEqualTo(Strategy.drop());
        assertThat(Strategy.named("keep")).isEqualTo(Strategy.keep());
        assertThat(Strategy.named("keep-last-8")).isEqualTo(Strategy.keepLast(8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hash",
                "PLACEHOLDER",
                "keep-last-",
                "keep-last-0",
                "keep-last-9",
                "keep-last-x",
                "keep-last-10"
            })
    void refusesOtherNames(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Strategy.named(name))
                .withMessageContaining("keep");
    }

    @Test
    void refusesAKeyOfPseudonymsThatIsShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pseudonyms.hmacSha256("1", new byte[31]))
                .withMessage("a key for pseudonyms has at least 32 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "a b", "123456789", "]"})
    void refusesAnIdOfAKeyThatIsNoWord(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pseudonyms.hmacSha256(id, KEY))
                .withMessage("the id of a key for pseudonyms has 1 to 8 lower case letters and digits");
    }
}
