package io.redoubt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private static final JsonLimits LIMITS = new JsonLimits(4096, 4, 4);

    @Test
    void readsEveryKindOfValue() throws JsonException {
        Map<String, Object> members = read("""
                { "text": "a\\u00e9\\ud83d\\ude00\\n\\"é😀", "list": [1, -2.5, 1e3],
                  "object": {"yes": true, "no": false}, "nothing": null }
                """);

        assertThat(members)
                .containsExactly(
                        Map.entry("text", "aé😀\n\"é😀"),
                        Map.entry("list", List.of(1L, -2.5, 1000.0)),
                        Map.entry("object", Map.of("yes", true, "no", false)),
                        Map.entry("nothing", JsonNull.NULL));
    }

    @Test
    void readsEmptyObjectsAndLists() throws JsonException {
        assertThat(read("{}")).isEmpty();
        assertThat(read("{\"a\":[],\"b\":{}}")).containsEntry("a", List.of()).containsEntry("b", Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-1,-1",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808",
        "1234567890123456788,1234567890123456788"
    })
    void readsWholeNumbersExactly(String json, long value) throws JsonException {
        assertThat(read("{\"n\":" + json + "}")).containsEntry("n", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0", "1E+2", "0.0", "-0.5"})
    void readsOtherNumbersAsDoubles(String json) throws JsonException {
        assertThat(read("{\"n\":" + json + "}").get("n")).isEqualTo(Double.valueOf(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "null",
                "\"text\"",
                "1",
                "{}{}",
                "{} x",
                "{},",
                "\uFEFF{}",
                "{}//comment",
                "/**/{}",
                "{a:1}",
                "{'a':1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\":tru}",
                "{\"a\":True}",
                "{\"a\":nul}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":-}",
                "{\"a\":0x1}",
                "{\"a\":--1}",
                "{\"a\":1e400}",
                "{\"a\":9223372036854775808}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"open}",
                "{\"a\":\"\\\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"a\":\"\\ud800x\"}"
            })
    void refusesWhatIsNotStrictJson(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"x\":[{\"a\":1,\"a\":2}]}",
                "{\"a\":null,\"a\":1}"
            })
    void refusesDuplicateNamesAtEveryDepth(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonException.class).hasMessageContaining("duplicate name");
    }

    @ParameterizedTest
    @CsvSource({"c0af", "80", "c3", "e282", "eda080", "f8888080", "f4908080", "ff"})
    void refusesMalformedUtf8(String hex) {
        byte[] bytes = HexFormat.of().parseHex("7b2261223a22" + hex + "227d");

        assertThatThrownBy(() -> StrictJson.object(bytes, LIMITS))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("malformed UTF-8");
    }

    @Test
    void refusesMalformedUtf8BesideAnEscape() {
        byte[] bytes = HexFormat.of().parseHex("7b2261223a225c6ec0af227d"); // {"a":"\n<C0 AF>"}

        assertThatThrownBy(() -> StrictJson.object(bytes, LIMITS)).hasMessageContaining("malformed UTF-8");
    }

    @Test
    void countsDepthFromTheOutermostObject() throws JsonException {
        assertThat(read("{\"a\":[[[1]]]}")).isNotEmpty();
        assertThatThrownBy(() -> read("{\"a\":[[[[1]]]]}")).hasMessageContaining("nested too deeply");
    }

    @Test
    void countsDepthAgainAfterALevelIsLeft() throws JsonException {
        assertThat(read("{\"a\":[[[1]]],\"b\":[[[2]]]}")).hasSize(2);
    }

    @Test
    void refusesTooManyMembersElementsBytesAndDigits() {
        assertThatThrownBy(() -> read("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1}"))
                .hasMessageContaining("members");
        assertThatThrownBy(() -> read("{\"a\":[1,2,3,4,5]}")).hasMessageContaining("elements");
        assertThatThrownBy(() -> read("{}" + " ".repeat(4095))).hasMessageContaining("too long");
        assertThatThrownBy(() -> read("{\"a\":" + "1".repeat(33) + "}")).hasMessageContaining("too many digits");
    }

    @Test
    void refusesHostileDepthWithoutOverflowingTheStack() {
        String deep = "{\"a\":" + "[".repeat(4000);

        assertThatThrownBy(() -> read(deep)).isInstanceOf(JsonException.class);
    }

    @Test
    void saysWhereButNeverWhat() {
        assertThatThrownBy(() -> read("{\"password\":secret}")).hasMessage("an unexpected character at byte 12");
    }

    @Test
    void givesUnmodifiableValues() throws JsonException {
        Map<String, Object> members = read("{\"list\":[1],\"object\":{}}");

        assertThatThrownBy(() -> members.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) members.get("list")).remove(0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void peeksAtTheOutermostObjectOnly() throws JsonException {
        assertThat(peek("{\"x\":{\"iss\":\"inner\"},\"iss\":\"outer\"}")).contains("outer");
        assertThat(peek("{\"x\":{\"iss\":\"inner\"}}")).isEmpty();
        assertThat(peek("{}")).isEmpty();
        assertThat(peek("{\"iss\":1}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\":x,\"iss\":\"b\"}", "{\"a\":1", "{\"a\" \"iss\"}"})
    void refusesToPeekIntoWhatIsNotStrict(String json) {
        assertThatThrownBy(() -> peek(json)).isInstanceOf(JsonException.class);
    }

    private static Map<String, Object> read(String json) throws JsonException {
        return StrictJson.object(json.getBytes(StandardCharsets.UTF_8), LIMITS);
    }

    private static Optional<String> peek(String json) throws JsonException {
        return StrictJson.peekText(json.getBytes(StandardCharsets.UTF_8), LIMITS, "iss");
    }
}
