package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.JsonNull;
import io.redoubt.internal.StrictJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms are stored for ever: a row that fails here is data that is not found any more. */
class NormaliserTest {

    private static final int LAST_WITH_CASE = 0x1FFFF;

    /**
     * One row.
     *
     * @param form what is looked up, or nothing if the text is refused
     */
    record Sample(Normaliser normaliser, String text, Optional<String> form) {}

    @ParameterizedTest
    @MethodSource("samples")
    void givesTheFormThatIsStored(Sample sample) {
        if (sample.form().isPresent()) {
            assertThat(sample.normaliser().normalise(sample.text()))
                    .isEqualTo(sample.form().get());
        } else {
            assertThatThrownBy(() -> sample.normaliser().normalise(sample.text()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> assertThat(e.getMessage().length()).isPositive());
        }
    }

    /** Each character of the first two planes, where all case and all digits are: no Java may come to know better. */
    @ParameterizedTest
    @CsvSource({
        "FOLD_1, a1cf8b6accd8e95f5cbb93c843eacb7cd64663d81760a0be982235d92960da04",
        "EMAIL_1, ae643fbc38b7ba2697c37c13989d215fcb0dfaaca922f2e6f313a869ab920b23",
        "DIGITS_1, 0f6e6ec1637d7761a37c830cb99b4efbd49b2ee6b32d86f9ea50bbf75837b9f1",
        "LAST4_1, 21b6dc5f001079d7cba38842e551600e3c1f1cd85678db522193f19ce8cc121e",
    })
    void givesTheSameFormInEveryJava(Normaliser normaliser, String digest) throws Exception {
        MessageDigest all = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i <= LAST_WITH_CASE; i++) {
            String it = Character.toString(i);
            for (String text : List.of("A1" + it + "Z\u0301\u0345\u1E9E2" + it, it + "@X" + it + ".example")) {
                all.update((form(normaliser, text).orElse("refused") + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(HexFormat.of().formatHex(all.digest())).isEqualTo(digest);
    }

    @ParameterizedTest
    @EnumSource
    void hasItsFormAlready(Normaliser normaliser) {
        assertThat(characters().map(it -> "ab12" + it + "@x" + it).map(it -> form(normaliser, it)))
                .allSatisfy(form ->
                        assertThat(form.flatMap(it -> form(normaliser, it))).isEqualTo(form));
    }

    /** A newer Java has capital letters for old small ones, which are refused. */
    @Test
    void foldsEveryCharacterAsItsCapitalAndItsSmallLetter() {
        assertThat(characters().toList())
                .allMatch(it -> Stream.of(it.toUpperCase(Locale.ROOT), it.toLowerCase(Locale.ROOT))
                        .filter(cased -> cased.codePoints().allMatch(Unicode13::isAssigned))
                        .map(CaseFolding::fold)
                        .allMatch(CaseFolding.fold(it)::equals));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXACT_1")
    void refusesHalfOfSurrogatePair(Normaliser normaliser) {
        assertThat(Stream.of("12345\uD800@x.y", "\uDC0012345@x.y", "12345@x\uDC00\uD800.y"))
                .allSatisfy(text -> assertThat(form(normaliser, text)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isFoundByItsId(Sample sample) {
        assertThat(Normaliser.of(sample.normaliser().id())).contains(sample.normaliser());
        assertThat(Normaliser.of(sample.normaliser().name())).isEmpty();
    }

    private static Stream<String> characters() {
        return IntStream.rangeClosed(0, LAST_WITH_CASE)
                .filter(Unicode13::isAssigned)
                .filter(it -> Character.getType(it) != Character.SURROGATE)
                .mapToObj(Character::toString);
    }

    private static Optional<String> form(Normaliser normaliser, String text) {
        try {
            return Optional.of(normaliser.normalise(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static List<Sample> samples() throws Exception {
        List<Sample> samples = new ArrayList<>();
        try (InputStream json = NormaliserTest.class.getResourceAsStream("normalisers.json")) {
            Map<String, Object> file =
                    StrictJson.object(Objects.requireNonNull(json).readAllBytes(), new JsonLimits(1 << 20, 4, 1_000));
            Set<String> names = Set.of("normaliser", "text", "form");
            for (Map<String, Object> row :
                    JsonMembers.of(file, Set.of("about", "rows"), Set.of()).objects("rows")) {
                JsonMembers members = JsonMembers.of(row, names, Set.of());
                samples.add(new Sample(
                        Normaliser.of(members.text("normaliser")).orElseThrow(),
                        members.text("text"),
                        row.get("form") == JsonNull.NULL ? Optional.empty() : Optional.of(members.text("form"))));
            }
        }
        return samples;
    }
}
