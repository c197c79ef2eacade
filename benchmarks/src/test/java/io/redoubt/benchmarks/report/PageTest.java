package io.redoubt.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.benchmarks.Measurement;
import io.redoubt.benchmarks.NativeProvider;
import io.redoubt.benchmarks.flood.FloodSuite;
import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.benchmarks.token.EntranceExam;
import io.redoubt.benchmarks.token.Flaw;
import io.redoubt.benchmarks.token.Library;
import io.redoubt.benchmarks.token.TokenSuite;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples are what JMH wrote in two rounds, shortened, with round figures. */
class PageTest {

    private static final Machine MACHINE =
            new Machine("A Processor", 2, "Linux amd64", new TreeMap<>(Map.of("jmh-core", "1.37")));

    private final String page = page("benchmarks/run.sh");

    @Test
    void takesTheMedianOverAllRounds() {
        assertThat(page).contains("| RS256 | bare verify (the floor) | 30,000 | ");
        assertThat(page).contains("| RS256 | Redoubt | 33,000 | ");
    }

    @Test
    void tellsRatiosToTheFloorAndToRedoubt() {
        assertThat(page).contains(" | 23,456 | 1.10 | 1.00 |");
        assertThat(page)
                .containsPattern(
                        "RS256 \\| Spring Security `NimbusJwtDecoder` \\| 45,000 \\| .* \\| 1.50 \\| 1.36 \\|");
    }

    @Test
    void tellsWhatWasReachedAndWhatWasMissed() {
        assertThat(page)
                .contains("| first sight, RS256 | time over the floor's ≤ 1.08 × | **1.1 ×, missed by 1.85 %** |");
        assertThat(page).contains("| repeated token, 1 in circulation | time over the floor's ≤ 1.2 × | 1.1 × |");
        assertThat(page).contains("| repeated token, 1 in circulation | allocated beyond the floor ≤ 0 B | 0 B |");
        assertThat(page).contains("| repeated token, 1 in circulation | faster than Spring, RS256 ≥ 60 × | 68.18 × |");
    }

    @Test
    void saysWhereAGoalWasNotMeasured() {
        assertThat(page).contains("| first sight, HS256 | time over the floor's ≤ 4 × | not measured |");
    }

    @Test
    void keepsThreadsAndProvidersApart() {
        assertThat(page).contains("### JDK 17, 2 threads");
        assertThat(page).contains("| RS256 | bare verify (the floor) | 50,000 | ");
        assertThat(page).contains("| RS256 | Conscrypt | bare verify (the floor) | 13,000 | ");
    }

    @Test
    void countsInAFloodOnlyWhatTheGoodSendersGotThrough() {
        assertThat(page).contains("| 17 | 1,000,000 | 950,000 | 95 % | 30 | 70 |");
        assertThat(page).contains("new good tokens from another address that pass ≥ 50 % | **30 %, missed by 40 %** |");
    }

    @Test
    void tellsWhatALibraryOverlooked() {
        assertThat(page).contains("| jjwt | **accepted** | refused | refused | refused |");
    }

    @Test
    void tellsMachineVersionsDateAndCommand() {
        assertThat(page)
                .contains("- A Processor, 2 processors, Linux amd64\n- JDK 17: A JVM 17.0.15+6\n- jmh-core 1.37\n")
                .contains("Written by `benchmarks/run.sh` on 2026-11-22");
        assertThat(page).doesNotContain("quick run");
    }

    @Test
    void warnsOfTheFiguresOfAQuickRun() {
        assertThat(page("benchmarks/run.sh --quick")).contains("these figures mean nothing");
    }

    @Test
    void everyGoalFindsItsRowsAmongThoseThatTheSuitesMeasure() {
        Results everything = Results.of(Stream.of(17, 25)
                .flatMap(jdk -> Arrays.stream(NativeProvider.values())
                        .flatMap(provider -> Stream.concat(
                                TokenSuite.measurements(provider).stream(), FloodSuite.measurements(provider).stream()))
                        .map(row -> measured(jdk, row)))
                .toList());

        assertThat(Stream.concat(TokenGoals.all().stream(), FloodChapter.goals().stream())
                        .filter(goal -> goal.cells(everything, new TreeSet<>(Set.of(17, 25)))
                                .contains("not measured"))
                        .map(Goal::path))
                .isEqualTo(Library.REDOUBT.supports(Algorithm.HS256) ? List.of() : List.of("first sight, HS256"));
    }

    @Test
    void readsVersionsFromClassPaths(@TempDir Path classPaths) throws IOException {
        Files.writeString(
                classPaths.resolve("all"),
                String.join(
                        System.getProperty("path.separator"),
                        "/core/target/classes",
                        "/x/jmh-core-1.37.jar",
                        "/x/nimbus-jose-jwt-10.10.jar",
                        "/x/AmazonCorrettoCryptoProvider-2.5.0-linux-x86_64.jar",
                        "/x/asm-9.0.jar"));

        assertThat(Machine.here(classPaths).libraries())
                .containsExactly(
                        Map.entry("AmazonCorrettoCryptoProvider", "2.5.0"),
                        Map.entry("jmh-core", "1.37"),
                        Map.entry("nimbus-jose-jwt", "10.10"));
    }

    private static Row measured(int jdk, Measurement row) {
        List<Double> one = List.of(1.0);
        return new Row(
                new RowKey(jdk, row.method(), row.threads(), row.parameters()),
                one,
                Map.of(
                        "gc.alloc.rate.norm", one,
                        "knownBesideForger", one,
                        "knownBesideHarmless", one,
                        "passed", one,
                        "refused", one));
    }

    private static String page(String command) {
        try {
            Path samples = Path.of(Objects.requireNonNull(PageTest.class.getResource("/results"))
                    .toURI());
            List<EntranceExam.Outcome> exams =
                    List.of(new EntranceExam.Outcome(Library.JJWT, Set.of(Flaw.WITHOUT_EXPIRY)));
            return new Page(Results.read(samples), exams, MACHINE, "2026-11-22", command).markdown();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("no samples", e);
        }
    }
}
