package io.redoubt.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures suites with the JDK and the class path of this process, and keeps the results as JMH writes them:
 * {@code token-jdk17-none.json}. Called by {@code run.sh}.
 */
public final class Measure {

    private static final PrintStream out = System.out;

    private final Plan plan;
    private final NativeProvider provider;
    private final Path folder;

    private Measure(Plan plan, NativeProvider provider, Path folder) {
        this.plan = plan;
        this.provider = provider;
        this.folder = folder;
    }

    /**
     * Measures.
     *
     * @param args the folder for the results; then {@code --quick} or nothing; then suites, by default all
     * @throws Exception if a row fails
     */
    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        Path folder = Files.createDirectories(Path.of(words.remove(0)));
        Plan plan = words.remove("--quick") ? Plan.QUICK : Plan.FULL;
        List<Suite> suites = words.isEmpty()
                ? List.of(Suite.values())
                : words.stream()
                        .map(word -> Suite.valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList();
        NativeProvider provider = NativeProvider.onClassPath();
        Optional<String> trouble = troubleWith(provider);
        if (trouble.isPresent()) {
            out.println("   left out: " + provider.title() + " does not run here, " + trouble.get());
            return;
        }
        for (Suite suite : suites) {
            new Measure(plan, provider, folder).measure(suite);
        }
        System.exit(0); // some libraries leave threads behind
    }

    private static Optional<String> troubleWith(NativeProvider provider) {
        try {
            provider.load();
            return Optional.empty();
        } catch (LinkageError | RuntimeException e) {
            return Optional.of(e.toString());
        }
    }

    private void measure(Suite suite) throws RunnerException, IOException {
        List<Measurement> rows = suite.measurements(provider).stream()
                .filter(row -> plan.thorough() || !row.thorough())
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        List<RunResult> results = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (int i = 0; i < rows.size(); i++) {
                Collection<RunResult> measured = new Runner(rows.get(i).options(plan)).run();
                out.printf(
                        Locale.ROOT,
                        "   %s, round %d of %d, row %d of %d: %s%n",
                        suite.name().toLowerCase(Locale.ROOT),
                        round,
                        plan.rounds(),
                        i + 1,
                        rows.size(),
                        describe(rows.get(i), measured));
                results.addAll(measured);
            }
        }
        write(suite, results);
    }

    private static String describe(Measurement row, Collection<RunResult> measured) {
        return measured.stream()
                .map(RunResult::getPrimaryResult)
                .map(it -> String.format(Locale.ROOT, "%s: %,.3f %s", row, it.getScore(), it.getScoreUnit()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no such benchmark: " + row));
    }

    private void write(Suite suite, List<RunResult> results) throws IOException {
        String name = "%s-jdk%d-%s.json".formatted(suite, Runtime.version().feature(), provider);
        Path file = folder.resolve(name.toLowerCase(Locale.ROOT));
        ResultFormatFactory.getInstance(ResultFormatType.JSON, file.toString()).writeOut(results);
    }
}
