package io.redoubt.benchmarks.report;

import static io.redoubt.benchmarks.report.Goal.Bound.AT_MOST;
import static io.redoubt.benchmarks.report.Goal.Unit.RATIO;

import io.redoubt.benchmarks.token.Algorithm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The suite {@code proof}. */
final class ProofChapter {

    private static final List<Algorithm> ALGORITHMS = List.of(Algorithm.ES256, Algorithm.EDDSA);

    private static final Map<String, String> TITLES = titles();

    private final Results results;
    private final Markdown page;

    private ProofChapter(Results results, Markdown page) {
        this.results = results;
        this.page = page;
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("floor", "bare verify (the floor)");
        titles.put("redoubt", "Redoubt");
        titles.put("spring", "Spring Security `DPoPAuthenticationProvider`");
        return titles;
    }

    static List<Goal> goals() {
        return ALGORITHMS.stream()
                .map(algorithm -> Goal.of(
                        "DPoP proof, " + algorithm.joseName(),
                        "time over the bare signature's",
                        AT_MOST,
                        1.05,
                        RATIO,
                        (results, jdk) ->
                                results.ratio(proof(jdk, "redoubt", algorithm), proof(jdk, "floor", algorithm))))
                .toList();
    }

    static void write(Results results, Markdown page) {
        ProofChapter chapter = new ProofChapter(results, page);
        page.heading(2, "Known token with a fresh DPoP proof");
        page.paragraph(
                "A request with a token that is known and bound to a key, and with a proof that is new, as each must be, through "
                        + "the whole guard. The floor is the proof's signature and nothing else, over bytes and with a key that are ready. "
                        + "Spring Security is given the token for nothing, as if it had been remembered, and takes no EdDSA.");
        results.jdks().keySet().forEach(chapter::writeProofs);
        page.heading(2, "Known token through the guard");
        page.paragraph("What the guard adds to the verifier of tokens, for a bearer token that is known.");
        results.jdks().keySet().forEach(chapter::writeGuard);
    }

    private void writeProofs(int jdk) {
        List<List<String>> rows = new ArrayList<>();
        for (Algorithm algorithm : ALGORITHMS) {
            TITLES.forEach((method, title) -> results.find(proof(jdk, method, algorithm))
                    .ifPresent(row -> rows.add(Stream.of(
                                    List.of(algorithm.joseName(), title),
                                    figures(row),
                                    List.of(
                                            ratio(row, proof(jdk, "floor", algorithm)),
                                            ratio(row, proof(jdk, "redoubt", algorithm))))
                            .flatMap(List::stream)
                            .toList())));
        }
        section(jdk, List.of("algorithm", "", " ns/op", " ±", " B/op", " × floor", " × Redoubt"), rows);
    }

    private void writeGuard(int jdk) {
        List<List<String>> rows = new ArrayList<>();
        for (String part : List.of("verifier", "guard")) {
            results.find(known(jdk, part))
                    .ifPresent(row ->
                            rows.add(Stream.of(List.of(part), figures(row), List.of(ratio(row, known(jdk, "verifier"))))
                                    .flatMap(List::stream)
                                    .toList()));
        }
        section(jdk, List.of("", " ns/op", " ±", " B/op", " × verifier"), rows);
    }

    private void section(int jdk, List<String> heads, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            page.heading(3, "JDK " + jdk);
            page.table(heads, rows);
        }
    }

    private static List<String> figures(Row row) {
        return List.of(Markdown.figure(row.median()), Markdown.figure(row.error()), Markdown.whole(row.allocated()));
    }

    private String ratio(Row row, RowKey to) {
        OptionalDouble ratio = results.ratio(row.key(), to);
        return ratio.isPresent() ? Markdown.figure(ratio.getAsDouble()) : "–";
    }

    private static RowKey proof(int jdk, String method, Algorithm algorithm) {
        return RowKey.of(jdk, "FreshProof." + method).with("algorithm", algorithm);
    }

    private static RowKey known(int jdk, String method) {
        return RowKey.of(jdk, "KnownToken." + method);
    }
}
