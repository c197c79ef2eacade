package io.redoubt.benchmarks.report;

import static io.redoubt.benchmarks.report.Goal.Bound.AT_LEAST;
import static io.redoubt.benchmarks.report.Goal.Unit.RATIO;

import io.redoubt.benchmarks.requests.Rounds;
import io.redoubt.benchmarks.requests.Service;
import io.redoubt.benchmarks.token.Algorithm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code requests.sh} measured. */
final class RequestsChapter {

    private RequestsChapter() {}

    static List<Goal> goals() {
        return Stream.of(1, 10_000).flatMap(RequestsChapter::goals).toList();
    }

    private static Stream<Goal> goals(int tokens) {
        String path = "requests, %,d %s".formatted(tokens, tokens == 1 ? "token" : "tokens");
        return Stream.of(
                Goal.of(
                        path,
                        "throughput over that without security",
                        AT_LEAST,
                        0.95,
                        RATIO,
                        reached(tokens, rounds -> rounds.ratio(Service.REDOUBT, Service.PLAIN))),
                Goal.of(
                        path,
                        "lowest of all rounds, over Spring Security's",
                        AT_LEAST,
                        1,
                        RATIO,
                        reached(
                                tokens,
                                rounds -> Collections.min(rounds.ratios(Service.REDOUBT, Service.SPRING_SECURITY)))));
    }

    private static Goal.Reached reached(int tokens, ToDoubleFunction<Rounds> figure) {
        return (results, jdk) -> results.requests().stream()
                .filter(it -> it.jdk() == jdk && it.tokens() == tokens && it.algorithm() == Algorithm.ES256)
                .mapToDouble(figure)
                .findFirst();
    }

    static void write(List<Rounds> measured, Markdown page) {
        page.heading(2, "Requests");
        page.paragraph(
                "The same small service on Spring MVC and Tomcat without security, with Redoubt's starter, and with Spring "
                        + "Security's resource server, each on a class path of its own, with the same rule and the same tokens. All three run "
                        + "on one processor, `wrk` with 32 connections on another. They take turns in rounds, of which the first does not "
                        + "count; each ratio compares neighbours in one round. Before it counts, each service has accepted every token and "
                        + "refused a forged one, unless it guards nothing. Redoubt remembers a token for five minutes, and all rounds "
                        + "fall within that. The figures come from `benchmarks/requests.sh`.");
        if (measured.isEmpty()) {
            page.paragraph("Not measured for this edition.");
            return;
        }
        if (measured.stream().anyMatch(it -> it.length() == Rounds.Length.QUICK)) {
            page.paragraph("**These requests come from a quick run, which only shows that everything runs.**");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Rounds rounds : measured) {
            for (Service service : Service.values()) {
                rows.add(row(rounds, service));
            }
        }
        page.table(
                List.of(
                        "JDK",
                        "algorithm",
                        " tokens in circulation",
                        "service",
                        " requests/s",
                        " × without security",
                        "in each round"),
                rows);
    }

    private static List<String> row(Rounds rounds, Service service) {
        return List.of(
                "" + rounds.jdk(),
                rounds.algorithm().joseName(),
                Markdown.whole(rounds.tokens()),
                service.title(),
                Markdown.whole(rounds.median(service)),
                Markdown.figure(rounds.ratio(service, Service.PLAIN)),
                rounds.ratios(service, Service.PLAIN).stream()
                        .map(Markdown::figure)
                        .collect(Collectors.joining("; ")));
    }
}
