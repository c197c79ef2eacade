package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.internal.Json;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.StrictJson;
import io.redoubt.key.FieldName;
import io.redoubt.key.Suite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ciphertexts that were sealed once and open for ever. Lines are added, never changed: one that does not open any more is data that
 * is lost.
 */
class FieldSamplesTest {

    private static final Path FILE = Path.of("src/test/resources/io/redoubt/field/samples-v1.jsonl");
    private static final String ADD = "redoubt.samples.add";
    private static final FieldName EMAIL = WatchedCipher.EMAIL;

    /** Places by name: all that can be bound, and each kind of row. */
    private static Map<String, FieldContext> places() {
        FieldContext here = FieldContext.of(EMAIL);
        Map<String, FieldContext> places = new LinkedHashMap<>();
        places.put("field", here);
        places.put("tenant", here.withTenant("north"));
        places.put("empty tenant", here.withTenant(""));
        places.put("number", here.withTenant("n\u00f6rdlich").withRow(RowId.of(-7)));
        places.put("UUID", here.withRow(RowId.of(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))));
        places.put("text", here.withRow(RowId.of("K\u00f6ln-7")));
        places.put("bytes", here.withRow(RowId.of(new byte[] {0, -1})));
        places.put("composite", here.withRow(RowId.composite(List.of(RowId.of(7), RowId.of("7")))));
        places.put("part of an embeddable", FieldContext.of(FieldName.parse("customer.address.street")));
        places.put(
                "subject",
                here.withTenant("n\u00f6rdlich").withRow(RowId.of(-7)).withSubject("ad\u00e4-7"));
        places.put("comparable", FieldContext.comparable(EMAIL).withTenant("north"));
        return places;
    }

    /**
     * What there has to be a line of.
     *
     * @param suite with which it is sealed
     * @param place where
     * @param value what
     */
    record Sample(Suite suite, String place, SampleValue<?> value) {

        String id() {
            return suite.id() + ", " + place + ", " + value.name();
        }
    }

    /** Each suite with each type, and each place. */
    static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (StoredSuite stored : StoredSuite.values()) {
            boolean isComparable = stored == StoredSuite.A256SIV;
            SampleValue.ofEachType().stream()
                    .filter(value -> !isComparable || value.type().isComparable())
                    .forEach(value ->
                            samples.add(new Sample(stored.suite(), isComparable ? "comparable" : "number", value)));
        }
        SampleValue<?> text = SampleValue.ofEachType().get(0);
        Stream.of(
                        "field",
                        "tenant",
                        "empty tenant",
                        "UUID",
                        "text",
                        "bytes",
                        "composite",
                        "part of an embeddable",
                        "subject")
                .forEach(place -> samples.add(new Sample(Suite.A256GCM, place, text)));
        return samples;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void opens(Sample sample) throws Exception {
        byte[] ciphertext = HexFormat.of().parseHex(lines().get(sample.id()));

        assertOpens(sample, sample.value(), ciphertext);
    }

    private static <T> void assertOpens(Sample sample, SampleValue<T> value, byte[] ciphertext) {
        WatchedCipher watched = WatchedCipher.of(sample.suite());
        FieldContext place = places().get(sample.place());
        T expected = place.isComparable() ? value.type().canonical(value.value()) : value.value();

        assertThat(watched.cipher.open(place, value.type(), ciphertext)).isEqualTo(expected);
        assertThat(watched.cipher.openText(place, value.type(), CiphertextText.text(ciphertext)))
                .isEqualTo(expected);
        if (place.isComparable()) {
            assertThat(watched.cipher.seal(place, value.type(), value.value())).isEqualTo(ciphertext);
        }
    }

    @Test
    void thereIsOneOfEach() throws Exception {
        Map<String, String> lines = lines();
        if (Boolean.getBoolean(ADD)) {
            for (Sample sample : samples()) {
                if (!lines.containsKey(sample.id())) {
                    add(sample);
                }
            }
        }

        assertThat(lines().keySet())
                .as(
                        "mvn test -pl testkit,core -Dtest=%s -D%s=true adds what is missing",
                        getClass().getSimpleName(), ADD)
                .containsExactlyInAnyOrderElementsOf(
                        samples().stream().map(Sample::id).toList());
    }

    private static void add(Sample sample) throws Exception {
        byte[] ciphertext = sample.value().seal(WatchedCipher.of(sample.suite()).cipher, places().get(sample.place()));
        Map<String, String> line = new LinkedHashMap<>();
        line.put("sample", sample.id());
        line.put("ciphertext", HexFormat.of().formatHex(ciphertext));
        Files.write(
                FILE,
                List.of(new String(Json.write(line), StandardCharsets.UTF_8)),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static Map<String, String> lines() throws Exception {
        Map<String, String> ciphertexts = new HashMap<>();
        for (String line : Files.exists(FILE) ? Files.readAllLines(FILE) : List.<String>of()) {
            JsonMembers members = JsonMembers.of(
                    StrictJson.object(line.getBytes(StandardCharsets.UTF_8), new JsonLimits(1 << 12, 1, 2)),
                    Set.of("sample", "ciphertext"),
                    Set.of());
            assertThat(ciphertexts.put(members.text("sample"), members.text("ciphertext")))
                    .isNull();
        }
        return ciphertexts;
    }
}
