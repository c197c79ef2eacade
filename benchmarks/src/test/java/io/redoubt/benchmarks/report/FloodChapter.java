package io.redoubt.benchmarks.report;

import static io.redoubt.benchmarks.report.Goal.Bound.AT_LEAST;
import static io.redoubt.benchmarks.report.Goal.Unit.PERCENT;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The suite {@code flood}. */
final class FloodChapter {

    private static final int PER_SECOND = 1_000_000; // operations per microsecond

    private FloodChapter() {}

    static List<Goal> goals() {
        return List.of(
                Goal.of(
                        "flood of forged tokens",
                        "throughput of known tokens kept",
                        AT_LEAST,
                        90,
                        PERCENT,
                        FloodChapter::kept),
                Goal.of(
                        "flood of forged tokens",
                        "new good tokens from another address that pass",
                        AT_LEAST,
                        50,
                        PERCENT,
                        FloodChapter::passed));
    }

    static void write(Results results, Markdown page) {
        page.heading(2, "Flood of forged tokens");
        page.paragraph(
                "Known tokens: one thread sends a token that is known, another keeps the other processor busy: with "
                        + "forged ES256 tokens from another address, or with work that has nothing to do with the guard. New tokens: "
                        + "one sender of good tokens that are all new, beside a forger at another address with 200 requests under way; "
                        + "each pauses for a millisecond after an answer.");
        List<List<String>> rows = new ArrayList<>();
        results.jdks().keySet().forEach(jdk -> rows.add(row(results, jdk)));
        page.table(
                List.of(
                        "JDK",
                        " known tokens/s, harmless neighbour",
                        " known tokens/s, forger",
                        " kept",
                        " new tokens passed",
                        " new tokens refused"),
                rows);
    }

    private static List<String> row(Results results, int jdk) {
        OptionalDouble harmless = median(results, jdk, "Harmless");
        OptionalDouble forger = median(results, jdk, "Forger");
        return List.of(
                "" + jdk,
                cell(harmless),
                cell(forger),
                percent(kept(results, jdk)),
                cell(count(results, jdk, "passed")),
                cell(count(results, jdk, "refused")));
    }

    private static OptionalDouble kept(Results results, int jdk) {
        OptionalDouble harmless = median(results, jdk, "Harmless");
        OptionalDouble forger = median(results, jdk, "Forger");
        return harmless.isPresent() && forger.isPresent()
                ? OptionalDouble.of(100 * forger.getAsDouble() / harmless.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble passed(Results results, int jdk) {
        OptionalDouble passed = count(results, jdk, "passed");
        OptionalDouble refused = count(results, jdk, "refused");
        return passed.isPresent() && refused.isPresent()
                ? OptionalDouble.of(100 * passed.getAsDouble() / (passed.getAsDouble() + refused.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** Only what the sender of known tokens got through: a group's own score adds its neighbour's. */
    private static OptionalDouble median(Results results, int jdk, String neighbour) {
        return results.find(RowKey.of(jdk, "KnownTokens.beside" + neighbour).asGroup())
                .map(row -> OptionalDouble.of(PER_SECOND * row.medianOf("knownBeside" + neighbour)))
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble count(Results results, int jdk, String counter) {
        return results.find(RowKey.of(jdk, "FirstSeenTokens.besideForger").asGroup())
                .map(row -> OptionalDouble.of(row.sumOf(counter)))
                .orElse(OptionalDouble.empty());
    }

    private static String cell(OptionalDouble value) {
        return value.isPresent() ? Markdown.whole(value.getAsDouble()) : "–";
    }

    private static String percent(OptionalDouble value) {
        return value.isPresent() ? Markdown.whole(value.getAsDouble()) + " %" : "–";
    }
}
