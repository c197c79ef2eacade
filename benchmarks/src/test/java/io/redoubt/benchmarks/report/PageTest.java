package io.redoubt.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.benchmarks.Measurement;
import io.redoubt.benchmarks.NativeProvider;
import io.redoubt.benchmarks.field.FieldLibrary;
import io.redoubt.benchmarks.field.FieldSuite;
import io.redoubt.benchmarks.field.SealingExam;
import io.redoubt.benchmarks.flood.FloodSuite;
import io.redoubt.benchmarks.mask.MaskSuite;
import io.redoubt.benchmarks.proof.ProofSuite;
import io.redoubt.benchmarks.requests.Rounds;
import io.redoubt.benchmarks.requests.Rounds.Length;
import io.redoubt.benchmarks.requests.Service;
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
    void tellsWhatASealedValueCostsBesideTheFloor() {
        assertThat(page)
                .contains("| 64 | Redoubt, `A256GCM` | 520 | – | 1,200 | 1.30 | 440 | – | 1,100 | 1.10 |")
                .contains("| 64 | AWS Encryption SDK, cached keys | – | – | – | – | 8,000 | – | 60,000 | 20.0 |")
                .contains("| sealing a field of 64 B | time over the floor's ≤ 1.5 × | 1.3 × |")
                .contains("| opening a field of 16 B | time over the floor's ≤ 1.5 × | not measured |");
    }

    @Test
    void tellsWhatIsStoredAndNotNoticed() {
        assertThat(page).contains("| Jasypt, `PBEWITHHMACSHA512ANDAES_256` | 64 | 112 | **accepted** | **accepted** |");
    }

    @Test
    void tellsWhatEncryptedAttributesCostAnEntity() {
        assertThat(page).contains("| 5 | Redoubt | – | – | – | – | 6,000 | – | 1,000 | 1.50 |");
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
                                .flatMap(provider -> Stream.of(
                                                TokenSuite.measurements(provider),
                                                ProofSuite.measurements(provider),
                                                FieldSuite.measurements(provider),
                                                MaskSuite.measurements(provider),
                                                FloodSuite.measurements(provider))
                                        .flatMap(List::stream))
                                .map(row -> measured(jdk, row)))
                        .toList())
                .with(Stream.of(17, 25)
                        .flatMap(jdk -> Stream.of(1, 10_000).map(tokens -> rounds(jdk, tokens)))
                        .toList());

        assertThat(Page.goals()
                        .filter(goal -> goal.cells(everything, new TreeSet<>(Set.of(17, 25)))
                                .contains("not measured"))
                        .map(Goal::path))
                .isEqualTo(Library.REDOUBT.supports(Algorithm.HS256) ? List.of() : List.of("first sight, HS256"));
    }

    @Test
    void tellsWhatAProofCostsBesideItsSignature() {
        assertThat(page).contains("| ES256 | Redoubt | 824,000 | – | 60,000 | 1.03 | 1.00 |");
        assertThat(page).contains("| DPoP proof, ES256 | time over the bare signature's ≤ 1.05 × | 1.03 × |");
        assertThat(page).contains("| DPoP proof, EdDSA | time over the bare signature's ≤ 1.05 × | not measured |");
    }

    @Test
    void tellsWhatTheGuardAddsToTheVerifier() {
        assertThat(page).contains("| guard | 1,250 | – | 3,000 | 1.25 |");
    }

    @Test
    void tellsTheMedianOfTheRoundsRatiosAndEachOfThem() {
        assertThat(page)
                .contains("| 17 | ES256 | 1 | Redoubt | 38,000 | 0.95 | 0.96; 0.95; 0.90 |")
                .contains("| requests, 1 token | throughput over that without security ≥ 0.95 × | 0.95 × |");
    }

    @Test
    void oneRoundBehindSpringSecurityMissesTheGoal() {
        assertThat(page)
                .contains("| requests, 1 token | lowest of all rounds, over Spring Security's ≥ 1 × | 3.8 × |")
                .contains("| requests, 10,000 tokens | lowest of all rounds, over Spring Security's ≥ 1 × | "
                        + "**0.9 ×, missed by 10 %** |");
    }

    @Test
    void saysThatRequestsOfAQuickRunMeanNothing() {
        assertThat(page).doesNotContain("These requests come from a quick run");
        assertThat(chapter(
                        List.of(new Rounds(17, "A JVM", Algorithm.ES256, 100, Length.QUICK, List.of(round(1, 1, 1))))))
                .contains("These requests come from a quick run");
    }

    @Test
    void saysWhereRequestsWereNotMeasured() {
        assertThat(chapter(List.of())).contains("Not measured for this edition");
    }

    private static String chapter(List<Rounds> requests) {
        Markdown text = new Markdown();
        RequestsChapter.write(requests, text);
        return text.toString();
    }

    private static Rounds rounds(int jdk, int tokens) {
        return new Rounds(jdk, "A JVM", Algorithm.ES256, tokens, Length.FULL, List.of(round(3, 2, 1)));
    }

    private static Map<Service, Double> round(double plain, double redoubt, double springSecurity) {
        return Map.of(Service.PLAIN, plain, Service.REDOUBT, redoubt, Service.SPRING_SECURITY, springSecurity);
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
            return new Page(
                            Results.read(samples).with(Rounds.read(samples.resolve("requests"))),
                            exams,
                            List.of(new SealingExam.Outcome(FieldLibrary.JASYPT, 64, 112, false, false)),
                            MACHINE,
                            "2026-11-22",
                            command)
                    .markdown();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("no samples", e);
        }
    }
}
