package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.REPLAY;
import static io.redoubt.testkit.RequestAnswer.AMBIGUOUS_PATH;
import static io.redoubt.testkit.RequestAnswer.INSUFFICIENT_SCOPE;
import static io.redoubt.testkit.RequestAnswer.NO_CREDENTIALS;
import static io.redoubt.testkit.RequestAnswer.NO_RULE;
import static io.redoubt.testkit.RequestAnswer.STEP_UP;
import static io.redoubt.testkit.RequestTarget.ORDERS;
import static io.redoubt.testkit.RequestTarget.TRANSFERS;

import java.util.List;

/** Groups H and I, as far as they are about going past a rule by another method or another spelling of the path. */
final class BypassAttacks {

    private static final String TITLE = "the last step called without the second factor";
    private static final String SOURCE =
            "CWE-288; RFC 3986 6.2.2; CVE-2026-39852; CVE-2026-50559; CVE-2026-22753; CVE-2026-22754";

    private BypassAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        methods(rows);
        samePaths(rows);
        ambiguousPaths(rows);
        otherPaths(rows);
        overrides(rows);
        return rows.attacks();
    }

    private static void methods(RequestRows rows) {
        RequestRows.Row row = rows.row(167, REPLAY, TITLE, SOURCE);
        List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "get", "PROPFIND", "GETX")
                .forEach(method -> row.answers(
                        STEP_UP,
                        "by " + method,
                        t -> t.get(TRANSFERS).by(method).bearer(t.good().sign())));
        row.answers(
                        NO_CREDENTIALS,
                        "by OPTIONS without a token",
                        t -> t.get(TRANSFERS).by("OPTIONS"))
                .answers(
                        NO_CREDENTIALS,
                        "as a pre-flight",
                        t -> t.get(TRANSFERS)
                                .by("OPTIONS")
                                .field("Origin", "https://shop.example")
                                .field("Access-Control-Request-Method", "GET"));
    }

    private static void samePaths(RequestRows rows) {
        RequestRows.Row row = rows.row(167, REPLAY, TITLE, SOURCE);
        List.of(
                        "/transfers/",
                        "/transfers/1",
                        "/transfers/1/",
                        "/transfers/1.json",
                        "/transfers?x=1",
                        "/transfers?//;..%2f%00",
                        "/transfers/%31",
                        "/%74ransfers",
                        "/%74%72%61%6e%73%66%65%72%73",
                        "/transfers/%20",
                        "/transfers/.hidden",
                        "/transfers/a%20b",
                        "http://host/transfers",
                        "http://host/%74ransfers/1?x")
                .forEach(path -> row.answersAt(STEP_UP, named(path), path, t -> ordinary(t, path)));
    }

    private static void ambiguousPaths(RequestRows rows) {
        RequestRows.Row row = rows.row(167, REPLAY, TITLE, SOURCE);
        List.of(
                        "//transfers",
                        "///transfers",
                        "/transfers//1",
                        "/orders//transfers",
                        "/./transfers",
                        "/transfers/.",
                        "/transfers/..",
                        "/transfers/./1",
                        "/orders/../transfers",
                        "/orders/./../transfers",
                        "/orders/%2e%2e/transfers",
                        "/orders/%2E%2E/transfers",
                        "/orders/.%2e/transfers",
                        "/%2e/transfers",
                        "/orders/..;/transfers",
                        "/orders/..;x=1/transfers",
                        "/transfers;",
                        "/transfers;x=1",
                        "/transfers;/1",
                        "/;/transfers",
                        "/;x=1/transfers",
                        "/transfers/1;jsessionid=7",
                        "/transfers%3bx=1",
                        "/orders/..%2ftransfers",
                        "/orders%2f..%2ftransfers",
                        "/%2ftransfers",
                        "/%2Ftransfers",
                        "/transfers%2f1",
                        "/transfers%5c1",
                        "/%5ctransfers",
                        "/orders/..%5ctransfers",
                        "/orders\\..\\transfers",
                        "/\\transfers",
                        "/transfers%00",
                        "/transfers%00.png",
                        "/transfers%0a",
                        "/transfers%0d%0aX-Evil:1",
                        "/transfers%7f",
                        "/%252e%252e/transfers",
                        "/transfers%252f1",
                        "/%2574ransfers",
                        "/transfers%",
                        "/transfers%zz",
                        "/transfers%u002f1",
                        "/orders/%c0%ae%c0%ae/transfers",
                        "/orders%c0%aftransfers",
                        "/transfers/%ff",
                        "/transfers/%ed%a0%80",
                        "/transfers.",
                        "/transfers./1",
                        "/transfers%2e",
                        "/transfers/...",
                        "/transfers|",
                        "/transfers<1>",
                        "http://host//transfers",
                        "http://host/orders/../transfers",
                        "http://host/transfers;x=1",
                        "transfers",
                        "*")
                .forEach(path -> row.answersAt(AMBIGUOUS_PATH, named(path), path, t -> ordinary(t, path)));
        row.answers(
                        AMBIGUOUS_PATH,
                        "at an ambiguous path with a good token",
                        t -> t.goodStepUp().at("/transfers;x=1"))
                .answers(AMBIGUOUS_PATH, "at an ambiguous path without a token", t -> t.get("/transfers;x=1"));
    }

    private static void otherPaths(RequestRows rows) {
        RequestRows.Row row = rows.row(167, REPLAY, TITLE, SOURCE);
        List.of(
                        "/TRANSFERS",
                        "/Transfers",
                        "/transfers.json",
                        "/transfers.do",
                        "/transfers%20",
                        "/%20transfers",
                        "/transfers%3f",
                        "/transfers%23",
                        "/transfers&x=1",
                        "/transfers,1",
                        "/%EF%BD%94ransfers")
                .forEach(path -> row.answersAt(NO_RULE, named(path), path, t -> ordinary(t, path)));
    }

    private static void overrides(RequestRows rows) {
        RequestRows.Row row = rows.row(
                181, REPLAY, "a method that another one is said to be", "CWE-650; the tricks of REST frameworks");
        List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override").forEach(name -> {
            row.answers(
                            INSUFFICIENT_SCOPE,
                            name + ": GET on a POST",
                            t -> reader(t).by("POST").field(name, "GET"))
                    .answers(
                            INSUFFICIENT_SCOPE,
                            name + ": HEAD on a DELETE",
                            t -> reader(t).by("DELETE").field(name, "HEAD"));
            row.hiding(name)
                    .passes(
                            name + ": DELETE on a GET, which stays one",
                            t -> reader(t).field(name, "DELETE"));
        });
        row.answers(
                        INSUFFICIENT_SCOPE,
                        "in the query of a POST",
                        t -> reader(t).by("POST").at(ORDERS + "?_method=GET"))
                .answers(
                        INSUFFICIENT_SCOPE,
                        "in the form of a POST",
                        t -> reader(t).form("_method=GET"))
                .passes("in the query of a GET, which stays one", t -> reader(t).at(ORDERS + "?_method=DELETE"));
    }

    private static RawRequest reader(RequestTarget target) {
        return target.get(ORDERS).bearer(target.good().sign());
    }

    private static RawRequest ordinary(RequestTarget target, String path) {
        return target.get(path.replace("//host/", "//" + target.baseUrl().getRawAuthority() + "/"))
                .bearer(target.good().sign());
    }

    /** {@return the path with its punctuation in words, for ids know none} */
    private static String named(String path) {
        String text = path;
        List<List<String>> words = List.of(
                List.of("http://host", "with host "),
                List.of("%", "pct"),
                List.of("..", " dots "),
                List.of(".", " dot "),
                List.of("//", " slashes "),
                List.of("/", " slash "),
                List.of("\\", " backslash "),
                List.of(";", " semicolon "),
                List.of("?", " query "),
                List.of("*", "asterisk"),
                List.of("|", " bar"),
                List.of("&", " and "),
                List.of(",", " comma "));
        for (List<String> word : words) {
            text = text.replace(word.get(0), word.get(1));
        }
        return text.strip();
    }
}
