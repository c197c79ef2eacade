package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldType;
import io.redoubt.key.FieldName;
import io.redoubt.key.ServiceKeyset;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command reads in a ciphertext for which it has no key. */
class ExplainTest {

    private static final FieldName EMAIL = new FieldName("customer", "email");
    private static final String VALUE = "ada@example.com";

    @TempDir
    Path directory;

    private Desk desk;
    private FieldCipher cipher;

    @BeforeEach
    void sit() throws Exception {
        desk = Desk.in(directory);
        cipher = FieldCipher.of(
                ServiceKeyset.development(
                        directory.resolve("keys.json"),
                        new ServiceName("orders"),
                        new SecureRandom(),
                        Clock.systemUTC()),
                event -> {});
    }

    private Map<String, Object> explained(String ciphertext) {
        return desk.runGood("fields", "explain", "--json", ciphertext).json();
    }

    @Test
    void tellsWhatTheHeaderSays() {
        String sealed = cipher.sealText(FieldContext.of(EMAIL), FieldType.TEXT, VALUE);

        assertThat(explained(sealed))
                .containsEntry("format", 1L)
                .containsEntry("suite", "A256GCM")
                .containsEntry("purpose", "field")
                .containsEntry("epoch", 1L)
                .containsEntry("comparable", false)
                .doesNotContainKey("subjectKey")
                .containsEntry("bytes", (long) VALUE.length() + 32)
                .containsEntry("headerBytes", 3L)
                .containsEntry("nonceBytes", 12L)
                .containsEntry("ciphertextBytes", (long) VALUE.length() + 1)
                .containsEntry("tagBytes", 16L)
                .containsEntry("valueBytesAtMost", (long) VALUE.length());
    }

    @Test
    void tellsThePurposeOfWhatIsCompared() {
        byte[] sealed = cipher.seal(FieldContext.comparable(EMAIL), FieldType.TEXT, VALUE);

        assertThat(explained(hex(sealed)))
                .containsEntry("suite", "A256SIV")
                .containsEntry("purpose", "field-eq")
                .containsEntry("comparable", true)
                .containsEntry("nonceBytes", 0L)
                .containsEntry("tagBytes", 16L)
                .containsEntry("valueBytesAtMost", (long) VALUE.length());
    }

    @ParameterizedTest
    @CsvSource({"c111, A256GCM, 12, 16", "c112, XA256GCM, 24, 16", "c113, XC20P, 24, 16", "c114, A256CTR-HS256, 16, 32"
    })
    void tellsTheSizesOfEachSuite(String start, String suite, long nonce, long tag) {
        assertThat(explained(start + "04" + "00".repeat(65)))
                .containsEntry("suite", suite)
                .containsEntry("nonceBytes", nonce)
                .containsEntry("tagBytes", tag)
                .containsEntry("ciphertextBytes", 65 - nonce - tag);
    }

    @Test
    void tellsTheNumberOfASubjectsKey() {
        String sealed = "c111" + "05" + "ac02" + "00".repeat(40);

        assertThat(explained(sealed)).containsEntry("epoch", 1L).containsEntry("subjectKey", 300L);
        assertThat(desk.type("fields", "explain", sealed).out()).contains("number 300");
    }

    @Test
    void takesEverySpellingThatToolsPrint() {
        byte[] sealed = cipher.seal(FieldContext.of(EMAIL), FieldType.TEXT, VALUE);
        String base64 = Base64.getEncoder().encodeToString(sealed);

        assertThat(List.of(
                        "r1." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed),
                        hex(sealed),
                        "\\x" + hex(sealed),
                        "0x" + hex(sealed).toUpperCase(Locale.ROOT),
                        base64,
                        base64.replace("=", ""),
                        base64.substring(0, 20) + "\n" + base64.substring(20)))
                .extracting(this::explained)
                .containsOnly(explained(hex(sealed)));
    }

    @Test
    void readsTheStandardInput() {
        String sealed = cipher.sealText(FieldContext.of(EMAIL), FieldType.TEXT, VALUE);
        desk.pipe(sealed + "\n");

        assertThat(explained("-")).isEqualTo(explained(sealed));
    }

    @Test
    void saysWhatItCannotKnowAndWhereTheKeyIsNamed() {
        String sealed = cipher.sealText(FieldContext.of(EMAIL), FieldType.TEXT, VALUE);

        assertThat(desk.runGood("fields", "explain", sealed).out())
                .contains("at most 15 bytes", "47 = 3 header, 12 nonce, 16 ciphertext, 16 tag")
                .contains("trust domain, service, entity, field, tenant and row are authenticated, not stored")
                .contains("redoubt keys inspect KEYSET", "its line field, epoch 1, must say suite A256GCM")
                .doesNotContain(sealed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2 \u001b[31m", "r1.***", "\\xc1zz", "\\x", "a"})
    void refusesWhatHasNoBytesWithoutRepeatingIt(String pasted) {
        assertThat(desk.type("fields", "explain", pasted)
                        .refusedWith("ciphertext.form")
                        .err())
                .doesNotContain("hunter2", "\u001b", "***", "zz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "\\x616461", "r1.YWRh"})
    void refusesPlaintext(String pasted) {
        desk.type("fields", "explain", pasted).refusedWith("ciphertext.foreign");
    }

    @Test
    void refusesCiphertextThatIsCutOff() {
        String sealed = hex(cipher.seal(FieldContext.of(EMAIL), FieldType.TEXT, VALUE));

        desk.type("fields", "explain", sealed.substring(0, 62)).refusedWith("ciphertext.header");
        desk.type("fields", "explain", sealed.substring(0, 65)).refusedWith("ciphertext.header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c121", "c115", "c117"})
    void refusesFormatsAndSuitesThatItDoesNotKnow(String start) {
        desk.type("fields", "explain", start + "04" + "00".repeat(65)).refusedWith("ciphertext.header");
    }

    @Test
    void refusesTextInASecondSpelling() {
        String sealed = cipher.sealText(FieldContext.of(EMAIL), FieldType.TEXT, VALUE);

        desk.type("fields", "explain", sealed + "=").refusedWith("ciphertext.header");
    }

    @Test
    void readsNoMoreThanOneMebibyte() {
        desk.pipe("c1".repeat(1024 * 1024 / 2));
        desk.type("fields", "explain", "-").refusedWith("ciphertext.header");

        desk.pipe("c1".repeat(1024 * 1024 / 2) + "c");
        desk.type("fields", "explain", "-").refusedWith("ciphertext.length");
    }

    @Test
    void wantsACiphertext() {
        desk.type("fields", "explain").misusedWith("Missing required parameter: 'CIPHERTEXT'");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
