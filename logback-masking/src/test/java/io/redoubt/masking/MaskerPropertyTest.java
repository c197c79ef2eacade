package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What holds for all texts. */
class MaskerPropertyTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.GDPR));
    private static final String SECRET = "test-only-horse-7";

    @Property(tries = 300)
    void takesAnyBytes(@ForAll byte[] bytes) {
        byte[] given = bytes.clone();

        byte[] masked = MASKER.mask(bytes);

        assertThat(bytes).isEqualTo(given);
        assertThat(masked == bytes || !java.util.Arrays.equals(masked, bytes)).isTrue();
    }

    @Property(tries = 300)
    void givesWordsBackThemselves(@ForAll("words") List<String> words) {
        byte[] text = String.join(" ", words).getBytes(StandardCharsets.UTF_8);

        assertThat(MASKER.mask(text)).isSameAs(text);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(
                        "order",
                        "accepted",
                        "in",
                        "118",
                        "ms",
                        "status=200",
                        "retry",
                        "3/5",
                        "OK",
                        "c.e.Orders",
                        "[main]",
                        "2026-11-03T10:15:30.123Z",
                        "{}",
                        "path=/v1/orders",
                        "id=8f0c2d",
                        "\u00fc\u4e2d",
                        "--",
                        "100%")
                .list()
                .ofMaxSize(20);
    }

    /** Names of fields that mean nothing, and values that look like nothing. */
    @Provide
    Arbitrary<JsonNode> documents() {
        return document(3);
    }

    private static Arbitrary<JsonNode> document(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("abc \"\\\n\t,:;[]{}='/\u00fc\u4e2d")
                        .ofMaxLength(12)
                        .map(text -> (JsonNode) nodes.stringNode(text)),
                Arbitraries.integers().between(-999, 999).map(nodes::numberNode),
                Arbitraries.of(true, false).map(nodes::booleanNode),
                Arbitraries.just(nodes.nullNode()));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<JsonNode> inner = Arbitraries.lazy(() -> document(depth - 1));
        Arbitrary<JsonNode> arrays =
                inner.list().ofMaxSize(4).map(items -> nodes.arrayNode().addAll(items));
        Arbitrary<JsonNode> objects = Arbitraries.maps(Arbitraries.of("a", "b", "items", "note", "x-y"), inner)
                .ofMaxSize(4)
                .map(MaskerPropertyTest::object);
        return Arbitraries.oneOf(leaves, arrays, objects);
    }

    private static ObjectNode object(Map<String, JsonNode> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach(object::set);
        return object;
    }

    @Property(tries = 300)
    void changesNothingOfJsonButTheSecret(
            @ForAll("documents") JsonNode before, @ForAll("documents") JsonNode after, @ForAll("keys") String key) {
        ObjectNode document = JSON.createObjectNode();
        document.set("before", before);
        document.put(key, SECRET);
        document.set("after", after);
        ObjectNode expected = document.deepCopy();

        String masked = MASKER.mask(document.toString());

        expected.set(key, JSON.readTree(masked).get(key));
        assertThat(JSON.readTree(masked)).isEqualTo(expected);
        assertThat(JSON.readTree(masked).get(key).stringValue())
                .startsWith("[REDACTED:")
                .endsWith("]");
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of("password", "clientSecret", "X-Api-Key", "access_token", "user.password", "SECRET");
    }

    @Property(tries = 300)
    void changesNothingOfJsonWithinJson(@ForAll("documents") JsonNode before, @ForAll("keys") String key) {
        ObjectNode body = JSON.createObjectNode();
        body.set("before", before);
        body.put(key, SECRET);
        body.put("after", 7);
        ObjectNode record =
                JSON.createObjectNode().put("message", "body " + body).put("status", 200);

        JsonNode masked = JSON.readTree(MASKER.mask(record.toString()));

        assertThat(masked.get("status").intValue()).isEqualTo(200);
        String message = masked.get("message").stringValue();
        JsonNode read = JSON.readTree(message.substring("body ".length()));
        ObjectNode expected = body.deepCopy();
        expected.set(key, read.get(key));
        assertThat(read).isEqualTo(expected);
        assertThat(message).doesNotContain(SECRET);
    }

    @Property(tries = 300)
    void masksNothingWithinAPlaceholder(@ForAll("fragments") String one, @ForAll("fragments") String other) {
        String masked = MASKER.mask(one + other);

        assertThat(MASKER.mask(masked)).doesNotContain("[REDACTED:[REDACTED:");
    }

    /** Quotes without an end, keys without a value, and lines that only begin like JSON stood around values that were left. */
    @Property(tries = 1000)
    void leavesNothingOfAValueWhateverStandsAroundItAndItsKey(
            @ForAll("fragments") String before, @ForAll("pairs") String pair, @ForAll("fragments") String after) {
        String masked = MASKER.mask(before + pair.replace("VALUE", "Hq7zTonly9Wx2") + after);

        assertThat(Notations.runOf("Hq7zTonly9Wx2", masked)).as(masked).isEmpty();
    }

    @Provide
    Arbitrary<String> pairs() {
        return Arbitraries.of(
                " password=VALUE ",
                " password=VALUE\n",
                " \"password\":\"VALUE\",",
                " --password VALUE ",
                " ?token=VALUE&",
                " Authorization: Bearer VALUE\n",
                " secret: VALUE, ",
                " <password>VALUE</password> ",
                " password='VALUE' ",
                "(api_key=VALUE)");
    }

    @Property(tries = 300)
    void leavesNothingOfAnOwnSecret(@ForAll("fragments") String before, @ForAll("fragments") String after) {
        KnownSecrets secrets = KnownSecrets.create();
        secrets.add("own", SECRET);
        Masker masker = Masker.of(MaskingRules.builder().knownSecrets(secrets).build());

        assertThat(masker.mask(before + SECRET + after)).doesNotContain(SECRET);
    }

    @Provide
    Arbitrary<String> fragments() {
        Arbitrary<String> pieces = Arbitraries.of(
                "password=",
                "token:",
                "\"",
                "\\\"",
                "'",
                "{",
                "}",
                "[",
                "]",
                ",",
                " ",
                "\n",
                "=",
                ":",
                "://",
                "@",
                "kim@example.org",
                "4111111111111111",
                "%20",
                "\\u0061",
                "\u200b",
                "<token>",
                "</token>",
                "--secret ",
                "Bearer ",
                "eyJ",
                ".",
                "-----BEGIN PRIVATE KEY-----",
                "insert into t (password) values (");
        return pieces.list().ofMaxSize(8).map(list -> String.join("", list));
    }
}
