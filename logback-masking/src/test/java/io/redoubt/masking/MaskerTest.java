package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {

    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "order accepted, items=3 total=120.50",
                "\u00e4\u00f6\u00fc \u4e2d\u6587",
                "=",
                ":",
                "@",
                "\\",
                "\""
            })
    void givesCleanTextBackItself(String text) {
        byte[] bytes = utf8(text);

        assertThat(MASKER.mask(bytes)).isSameAs(bytes);
        assertThat(MASKER.mask(text)).isSameAs(text);
    }

    @Test
    void leavesBytesThatAreNoUtf8() {
        byte[] broken = {(byte) 0x80, (byte) 0xff, 'a', (byte) 0xc3, '=', (byte) 0xe2, (byte) 0x80, 0, (byte) 0xf0};

        assertThat(MASKER.mask(broken)).isSameAs(broken);
        assertThat(MASKER.mask("\ud800 password=hunter22")).endsWith("password=[REDACTED:password]");
    }

    @Test
    void neverChangesTheGivenArray() {
        byte[] text = utf8("password=hunter22");

        byte[] masked = MASKER.mask(text);

        assertThat(text).isEqualTo(utf8("password=hunter22"));
        assertThat(masked).isEqualTo(utf8("password=[REDACTED:password]"));
    }

    @Test
    void masksAtTheBeginningAndAtTheEnd() {
        assertThat(MASKER.mask("kim@example.org")).isEqualTo("[REDACTED:email]");
        assertThat(MASKER.mask("kim@example.org and al@example.org"))
                .isEqualTo("[REDACTED:email] and [REDACTED:email]");
    }

    @Test
    void tellsTheListenerOfEachValueOnce() {
        List<String> told = new ArrayList<>();

        MASKER.mask(
                "password=hunter22 kim@example.org token=kim@example.org",
                "com.example.Orders",
                (source, id) -> told.add(source + " " + id));

        assertThat(told)
                .containsExactly(
                        "com.example.Orders cred.password",
                        "com.example.Orders pii.email",
                        "com.example.Orders cred.token");
    }

    @Test
    void leavesNothingOfEitherOfTwoFindingsThatOverlap() {
        String masked = MASKER.mask("https://kim:kim@example.org@host/ password=a,kim@example.org");

        assertThat(masked).doesNotContain("kim", "example.org");
    }

    @Test
    void masksTheValueOfAKeyOfAContext() {
        assertThat(MASKER.maskValue("password", "hun ter 22", "", (source, id) -> {}))
                .isEqualTo("[REDACTED:password]");
        assertThat(MASKER.maskValue("X-Api-Key", "a", "", (source, id) -> {})).isEqualTo("[REDACTED:api-key]");
        assertThat(MASKER.maskValue("note", "for kim@example.org", "", (source, id) -> {}))
                .isEqualTo("for [REDACTED:email]");
        String same = "7f3";
        assertThat(MASKER.maskValue("traceId", same, "", (source, id) -> {})).isSameAs(same);
        String nothing = "null";
        assertThat(MASKER.maskValue("password", nothing, "", (source, id) -> {}))
                .isSameAs(nothing);
        assertThat(MASKER.maskValue("password", "", "", (source, id) -> {})).isEmpty();
    }

    @Test
    void knowsWhichKeysItMasks() {
        assertThat(MASKER.knowsKey("userPassword")).isTrue();
        assertThat(MASKER.detectorOfKey("db.password")).contains("cred.password");
        assertThat(MASKER.knowsKey("passwordPolicy")).isFalse();
        assertThat(MASKER.detectorOfKey("traceId")).isEmpty();
        assertThat(MASKER.knowsKey("")).isFalse();
        assertThat(MASKER.knowsKey("k".repeat(10_000))).isFalse();
    }

    /** {@code token=} at the end of a message: the quote behind it is that of the message. */
    @Test
    void takesNoQuoteThatClosesATextForOneThatOpensAValue() {
        assertThat(MASKER.mask("{\"a\":\"no token=\",\"password\":\"hunter22\"}"))
                .isEqualTo("{\"a\":\"no token=\",\"password\":\"[REDACTED:password]\"}");
        assertThat(MASKER.mask("x=\"a\", password=\",hunter22\""))
                .isEqualTo("x=\"a\", password=\"[REDACTED:password]\"");
    }

    /** A backslash and the letter behind it are one: half of an escape is no JSON. */
    @Test
    void leavesAnEscapeBeforeAnAddressWhole() {
        assertThat(MASKER.mask("{\"a\":\"\\nkim@example.org\"}")).isEqualTo("{\"a\":\"\\n[REDACTED:email]\"}");
        assertThat(MASKER.mask("{\"a\":\"\\u4070kim@example.org\"}")).isEqualTo("{\"a\":\"\\u4070[REDACTED:email]\"}");
        assertThat(MASKER.mask("{\"a\":\"\\n@example.org\"}")).isEqualTo("{\"a\":\"\\n@example.org\"}");
    }

    /** The digits are no number of JSON, and need no quotes. */
    @Test
    void quotesNoDigitsWithinAText() {
        assertThat(MASKER.mask("{\"a\":\":4111111111111111\"}")).isEqualTo("{\"a\":\":[REDACTED:card ...1111]\"}");
        assertThat(MASKER.mask("{\"a\":4111111111111111}")).isEqualTo("{\"a\":\"[REDACTED:card ...1111]\"}");
        assertThat(MASKER.mask("body {\"a\": 4111111111111111}"))
                .isEqualTo("body {\"a\": \"[REDACTED:card ...1111]\"}");
    }

    /** It was cut at the first blank, as a number of JSON would be: what else was found behind that stood in the log. */
    @Test
    void cutsNothingInALineThatOnlyBeginsLikeJson() {
        KnownSecrets secrets = KnownSecrets.create();
        secrets.add("own", "test-only-horse-7");
        Masker masker = Masker.of(MaskingRules.builder().knownSecrets(secrets).build());

        assertThat(masker.mask("{} insert into t (password) values ('a b test-only-horse-7')"))
                .isEqualTo("{} insert into t (password) values ('[REDACTED:password]')");
        assertThat(masker.mask("{\"a\":1} <token>x test-only-horse-7</token>"))
                .isEqualTo("{\"a\":1} <token>[REDACTED:token]</token>");
        assertThat(masker.mask("{\"a\":\"x 'password='y\",\"b\":\"test-only-horse-7\"}"))
                .doesNotContain("test-only")
                .endsWith("\"}");
    }
}
