package io.redoubt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed vectors; {@code docs/vectors/README.md} computes them in another language. */
class EncTest {

    private static final Path VECTORS = Path.of("..", "docs", "vectors", "enc.json");

    static Stream<Map<String, Object>> vectors() throws Exception {
        Map<String, Object> file = StrictJson.object(Files.readAllBytes(VECTORS), new JsonLimits(1 << 20, 8, 100));
        return objects(file, "vectors").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void writesTheCommittedBytes(Map<String, Object> vector) {
        Enc enc = Enc.label((String) vector.get("label"));
        objects(vector, "fields").forEach(field -> write(enc, field));

        assertThat(HexFormat.of().formatHex(enc.toBytes())).isEqualTo(vector.get("enc"));
    }

    @Test
    void givesOtherBytesForEachVector() throws Exception {
        assertThat(vectors().map(vector -> vector.get("enc"))).hasSize(11).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ë"})
    void refusesALabelThatIsEmptyOrNotAscii(String label) {
        assertThatThrownBy(() -> Enc.label(label)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnOverlongLabel() {
        assertThat(Enc.label("a".repeat(255)).toBytes()).hasSize(257);
        assertThatThrownBy(() -> Enc.label("a".repeat(256))).hasMessage("a label has 1 to 255 characters");
    }

    @Test
    void refusesAnOverlongField() {
        assertThat(Enc.label("l").bytes(new byte[65_535]).toBytes()).hasSize(3 + 2 + 65_535);
        assertThatThrownBy(() -> Enc.label("l").bytes(new byte[65_536])).hasMessage("a field has at most 65535 bytes");
        assertThatThrownBy(() -> Enc.label("l").text("ë".repeat(32_768))).hasMessageContaining("65535");
        assertThatThrownBy(() -> Enc.label("l").optionalText(Optional.of("a".repeat(65_535))))
                .hasMessageContaining("65535");
    }

    @Test
    void refusesTheField256() {
        Enc enc = Enc.label("l");
        for (int i = 0; i < 255; i++) {
            enc.text("");
        }

        assertThat(enc.toBytes()).hasSize(3 + 255 * 2).startsWith(1, 'l', 255);
        assertThatThrownBy(() -> enc.text("")).hasMessage("there are at most 255 fields");
    }

    static Stream<UnaryOperator<Enc>> malformedText() {
        return Stream.of(
                enc -> enc.text("\ud834"),
                enc -> enc.text("a\udd1eb"),
                enc -> enc.text("\udd1e\ud834"),
                enc -> enc.optionalText(Optional.of("\ud834")),
                enc -> enc.ascii("é"),
                enc -> enc.ascii("\u0080"));
    }

    @ParameterizedTest
    @MethodSource("malformedText")
    void refusesTextThatCannotBeWrittenExactlyAndDoesNotRepeatIt(UnaryOperator<Enc> field) {
        assertThatThrownBy(() -> field.apply(Enc.label("l")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("the text has a character that (UTF-8|US-ASCII) cannot write")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4_294_967_296L, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesANumberBeyond32Bits(long number) {
        assertThatThrownBy(() -> Enc.label("l").number(number)).hasMessage("a number has 32 bits");
    }

    @Test
    void knowsWhatIsWellFormed() {
        assertThat(Enc.isWellFormed("ë 𝄞")).isTrue();
        assertThat(Enc.isWellFormed("\ud834")).isFalse();
    }

    private static void write(Enc enc, Map<String, Object> field) {
        Object value = field.get("value");
        switch ((String) field.get("type")) {
            case "ascii" -> enc.ascii((String) value);
            case "text" -> enc.text((String) value);
            case "number" -> enc.number((Long) value);
            case "bytes" -> enc.bytes(HexFormat.of().parseHex((String) value));
            case "optionalText" -> enc.optionalText(Optional.ofNullable((String) value));
            default -> throw new AssertionError("an unknown type of field");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.get(name);
    }
}
