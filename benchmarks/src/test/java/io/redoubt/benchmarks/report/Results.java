package io.redoubt.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.redoubt.benchmarks.requests.Rounds;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that was measured; a row that JMH measured in several rounds is one row. */
final class Results {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<RowKey, Row> rows = new LinkedHashMap<>();
    private final SortedMap<Integer, String> jdks = new TreeMap<>();
    private final List<Rounds> requests = new ArrayList<>();

    /**
     * Reads what JMH wrote.
     *
     * @param folder of JSON files
     */
    static Results read(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
            found.forEach(files::add);
        }
        Results results = new Results();
        for (Path file : files) {
            JSON.readTree(file.toFile()).forEach(results::add);
        }
        return results;
    }

    /** {@return these rows, as if they had been measured} */
    static Results of(List<Row> measured) {
        Results results = new Results();
        for (Row row : measured) {
            results.rows.put(row.key(), row);
            results.jdks.put(row.key().jdk(), "a JVM");
        }
        return results;
    }

    /** {@return these results, and requests that were measured with wrk} */
    Results with(List<Rounds> measured) {
        requests.addAll(measured);
        measured.forEach(it -> jdks.putIfAbsent(it.jdk(), it.vm()));
        return this;
    }

    /** {@return what wrk measured, in order} */
    List<Rounds> requests() {
        return requests.stream()
                .sorted(Comparator.comparing(Rounds::jdk)
                        .thenComparing(Rounds::algorithm)
                        .thenComparing(Rounds::tokens))
                .toList();
    }

    Optional<Row> find(RowKey key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** {@return how many times longer one row took than another, if both were measured} */
    OptionalDouble ratio(RowKey above, RowKey below) {
        return find(above)
                .flatMap(upper -> find(below).map(lower -> upper.median() / lower.median()))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /** {@return the JDKs that were measured, feature version and name} */
    SortedMap<Integer, String> jdks() {
        return jdks;
    }

    private void add(JsonNode measured) {
        RowKey key = key(measured);
        jdks.put(
                key.jdk(),
                measured.get("vmName").asText() + " "
                        + measured.get("vmVersion").asText());
        Row row = rows.computeIfAbsent(key, it -> new Row(it, new ArrayList<>(), new TreeMap<>()));
        row.samples().addAll(samples(measured.get("primaryMetric")));
        measured.get("secondaryMetrics")
                .properties()
                .forEach(metric -> row.secondary()
                        .computeIfAbsent(metric.getKey(), name -> new ArrayList<>())
                        .addAll(samples(metric.getValue())));
    }

    private static RowKey key(JsonNode measured) {
        String[] names = measured.get("benchmark").asText().split("\\.", -1);
        String method = names[names.length - 2] + "." + names[names.length - 1];
        int jdk = Runtime.Version.parse(measured.get("jdkVersion").asText()).feature();
        boolean isGroup = measured.get("secondaryMetrics").properties().stream()
                .anyMatch(metric -> !metric.getKey().startsWith("gc."));
        Map<String, String> parameters = new TreeMap<>();
        measured.path("params")
                .properties()
                .forEach(it -> parameters.put(it.getKey(), it.getValue().asText()));
        return new RowKey(jdk, method, isGroup ? 0 : measured.get("threads").asInt(), parameters);
    }

    /** One list per fork, one value per slice. */
    private static List<Double> samples(JsonNode metric) {
        List<Double> samples = new ArrayList<>();
        metric.get("rawData").forEach(fork -> fork.forEach(value -> samples.add(value.asDouble())));
        return samples;
    }
}
