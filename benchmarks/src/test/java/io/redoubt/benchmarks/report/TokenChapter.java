package io.redoubt.benchmarks.report;

import static io.redoubt.benchmarks.report.TokenRows.firstSight;
import static io.redoubt.benchmarks.report.TokenRows.repeated;

import io.redoubt.benchmarks.NativeProvider;
import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.benchmarks.token.EntranceExam;
import io.redoubt.benchmarks.token.Flaw;
import io.redoubt.benchmarks.token.Library;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The suite {@code token}. */
final class TokenChapter {

    private static final List<Integer> THREADS = List.of(1, 2);
    private static final List<String> FIGURES = List.of(" ns/op", " ±", " B/op", " × floor", " × Redoubt");

    private final Results results;
    private final Markdown page;

    private TokenChapter(Results results, Markdown page) {
        this.results = results;
        this.page = page;
    }

    static void write(Results results, Markdown page) {
        TokenChapter chapter = new TokenChapter(results, page);
        page.heading(2, "Repeated token");
        page.paragraph(
                "A token of about 975 characters that passed before and comes again, as a fresh String. The floor is one "
                        + "SHA-256 and one look-up in a `ConcurrentHashMap`. The peers remember nothing: a repeated token costs them "
                        + "what it costs at first sight.");
        results.jdks().keySet().forEach(chapter::writeRepeated);
        page.heading(2, "First sight");
        page.paragraph(
                "A token that was never seen, from its text to the library's answer. The floor is the signature and "
                        + "nothing else, over bytes that are ready, with a `Signature` or `Mac` object that is used again. Spring "
                        + "Security and java-jwt have no EdDSA; Nimbus checks it with Tink instead of the JDK.");
        results.jdks().keySet().forEach(jdk -> THREADS.forEach(threads -> chapter.writeFirstSight(jdk, threads)));
        page.heading(2, "First sight with a native provider");
        page.paragraph("The same, with a native provider of cryptography on the class path.");
        results.jdks().keySet().forEach(chapter::writeNative);
    }

    private void writeRepeated(int jdk) {
        List<List<String>> rows = new ArrayList<>();
        for (int distinct : List.of(1, 10_000)) {
            for (int threads : THREADS) {
                RowKey floor = repeated(jdk, "floor", distinct).onThreads(threads);
                RowKey redoubt = repeated(jdk, "redoubt", distinct).onThreads(threads);
                List<String> place = List.of(Markdown.whole(distinct), "" + threads);
                figures(floor, floor, redoubt).ifPresent(it -> rows.add(joined("floor", place, it)));
                figures(redoubt, floor, redoubt).ifPresent(it -> rows.add(joined("Redoubt", place, it)));
            }
        }
        section("JDK " + jdk, List.of("", " tokens in circulation", " threads"), rows);
    }

    private void writeFirstSight(int jdk, int threads) {
        List<List<String>> rows = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.values()) {
            for (Library library : Library.values()) {
                figures(
                                firstSight(jdk, algorithm, library, NativeProvider.NONE)
                                        .onThreads(threads),
                                firstSight(jdk, algorithm, Library.FLOOR, NativeProvider.NONE)
                                        .onThreads(threads),
                                firstSight(jdk, algorithm, Library.REDOUBT, NativeProvider.NONE)
                                        .onThreads(threads))
                        .ifPresent(it -> rows.add(joined(algorithm.joseName(), List.of(library.title()), it)));
            }
        }
        section(
                "JDK " + jdk + ", " + threads + (threads == 1 ? " thread" : " threads"),
                List.of("algorithm", "library"),
                rows);
    }

    private void writeNative(int jdk) {
        List<List<String>> rows = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.values()) {
            for (NativeProvider provider : NativeProvider.values()) {
                for (Library library : List.of(Library.FLOOR, Library.REDOUBT)) {
                    figures(
                                    firstSight(jdk, algorithm, library, provider),
                                    firstSight(jdk, algorithm, Library.FLOOR, provider),
                                    firstSight(jdk, algorithm, Library.REDOUBT, provider))
                            .ifPresent(it -> rows.add(
                                    joined(algorithm.joseName(), List.of(provider.title(), library.title()), it)));
                }
            }
        }
        section("JDK " + jdk, List.of("algorithm", "provider", "library"), rows);
    }

    private void section(String title, List<String> heads, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            page.heading(3, title);
            page.table(Stream.concat(heads.stream(), FIGURES.stream()).toList(), rows);
        }
    }

    private Optional<List<String>> figures(RowKey key, RowKey floor, RowKey redoubt) {
        return results.find(key)
                .map(row -> List.of(
                        Markdown.figure(row.median()),
                        Markdown.figure(row.error()),
                        Markdown.whole(row.allocated()),
                        ratio(row, floor),
                        ratio(row, redoubt)));
    }

    private String ratio(Row row, RowKey to) {
        return results.find(to)
                .map(other -> Markdown.figure(row.median() / other.median()))
                .orElse("–");
    }

    private static List<String> joined(String first, List<String> place, List<String> figures) {
        return Stream.of(Stream.of(first), place.stream(), figures.stream())
                .flatMap(it -> it)
                .toList();
    }

    static void writeExams(List<EntranceExam.Outcome> outcomes, Markdown page) {
        page.heading(2, "What the others do not check");
        page.paragraph(
                "Before it is measured, each library is shown a good token and bad ones, and is not measured if it "
                        + "accepts a token that is " + titles(true)
                        + " (the floor need only notice the first). These flaws it "
                        + "may overlook, and that is work it saves:");
        List<String> heads = new ArrayList<>(List.of("library"));
        minor().map(Flaw::title).forEach(heads::add);
        page.table(
                heads,
                outcomes.stream()
                        .filter(outcome -> outcome.library() != Library.REDOUBT_REMEMBERING)
                        .map(outcome -> verdicts(outcome.library(), outcome.accepted()))
                        .toList());
    }

    private static List<String> verdicts(Library library, Set<Flaw> accepted) {
        return Stream.concat(
                        Stream.of(library.title()),
                        minor().map(flaw -> accepted.contains(flaw) ? "**accepted**" : "refused"))
                .toList();
    }

    private static Stream<Flaw> minor() {
        return Arrays.stream(Flaw.values()).filter(flaw -> !flaw.isGrave());
    }

    private static String titles(boolean grave) {
        return String.join(
                ", ",
                Arrays.stream(Flaw.values())
                        .filter(flaw -> flaw.isGrave() == grave)
                        .map(Flaw::title)
                        .toList());
    }
}
