package io.redoubt.benchmarks.requests;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.redoubt.benchmarks.token.Algorithm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What was measured: requests a second of every service, in rounds of one after the other.
 *
 * @param jdk the JDK's feature version
 * @param vm its name and version
 * @param algorithm that the tokens are signed with
 * @param tokens how many are in circulation
 * @param length whether the figures mean something
 * @param rounds each service in each round that counts, in order
 */
public record Rounds(
        int jdk, String vm, Algorithm algorithm, int tokens, Length length, List<Map<Service, Double>> rounds) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How long it was measured. */
    public enum Length {
        /** Enough for the documentation. A verified token is remembered for five minutes, which all rounds must fit into. */
        FULL(45, 7, 6, 10_000),
        /** Shows that everything runs. */
        QUICK(1, 2, 1, 100);

        private final int warmUpSeconds;
        private final int rounds;
        private final int roundSeconds;
        private final int manyTokens;

        Length(int warmUpSeconds, int rounds, int roundSeconds, int manyTokens) {
            this.warmUpSeconds = warmUpSeconds;
            this.rounds = rounds;
            this.roundSeconds = roundSeconds;
            this.manyTokens = manyTokens;
        }

        /** {@return how long each server is kept busy first: on one processor, its compiler waits for its requests} */
        int warmUpSeconds() {
            return warmUpSeconds;
        }

        /** {@return how many rounds, with the first, which does not count} */
        int rounds() {
            return rounds;
        }

        int roundSeconds() {
            return roundSeconds;
        }

        int manyTokens() {
            return manyTokens;
        }
    }

    /**
     * {@return all that was measured; nothing if the folder does not exist}
     *
     * @param folder where {@link #write} wrote
     * @throws IOException if a file cannot be read
     */
    public static List<Rounds> read(Path folder) throws IOException {
        List<Rounds> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
                for (Path file : files) {
                    found.add(JSON.readValue(file.toFile(), Rounds.class));
                }
            }
        }
        return found;
    }

    void write(Path folder) throws IOException {
        String name = "requests-jdk%d-%s-%d.json".formatted(jdk, algorithm, tokens);
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(name.toLowerCase(Locale.ROOT)).toFile(), this);
    }

    /**
     * {@return the median of all rounds, requests a second}
     *
     * @param service whose
     */
    public double median(Service service) {
        return median(of(service));
    }

    /**
     * {@return how many times as many requests, round by round}
     *
     * @param service whose
     * @param to compared with whose
     */
    public List<Double> ratios(Service service, Service to) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds.size(); round++) {
            ratios.add(of(service).get(round) / of(to).get(round));
        }
        return ratios;
    }

    /**
     * {@return the median of the rounds' ratios: what is measured close together suffers from the same neighbours}
     *
     * @param service whose requests a second
     * @param to compared with whose
     */
    public double ratio(Service service, Service to) {
        return median(ratios(service, to));
    }

    private List<Double> of(Service service) {
        return rounds.stream()
                .map(round -> Objects.requireNonNull(round.get(service)))
                .toList();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
