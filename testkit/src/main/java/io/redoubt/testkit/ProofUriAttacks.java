package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.REPLAY;
import static io.redoubt.testkit.RequestAnswer.INVALID_PROOF;
import static io.redoubt.testkit.RequestTarget.ORDERS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Group F, as far as it is about the URI in a proof and in its request. */
final class ProofUriAttacks {

    private static final String ELSEWHERE = AttackTarget.CANARY + ".example";

    private ProofUriAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        authorities(rows);
        paths(rows);
        noUris(rows);
        sameUris(rows);
        fieldsOfTheAttacker(rows);
        queries(rows);
        return rows.attacks();
    }

    private static RequestRows.Row row(RequestRows rows) {
        return rows.row(134, REPLAY, "a proof for another URI", "RFC 9449 4.3 (9); RFC 3986 6.2");
    }

    /** Each takes host and path of the URI that is right. */
    private static void authorities(RequestRows rows) {
        Map<String, String> uris = Texts.named(
                "scheme http", "http://%1$s%2$s",
                "scheme wss", "wss://%1$s%2$s",
                "no scheme", "//%1$s%2$s",
                "another host", "https://" + ELSEWHERE + "%2$s",
                "a host above", "https://www.%1$s%2$s",
                "our host as a label of another", "https://%1$s." + ELSEWHERE + "%2$s",
                "a host whose name ends like ours", "https://x%1$s%2$s",
                "a dot behind the host", "https://%1$s.%2$s",
                "an encoded letter before the host", "https://%%6f%1$s%2$s",
                "another port", "https://%1$s:8443%2$s",
                "port 80", "https://%1$s:80%2$s",
                "a port that is none", "https://%1$s:99999%2$s",
                "a user", "https://user@%1$s%2$s",
                "a user and a password", "https://user:word@%1$s%2$s",
                "our host as user", "https://%1$s@" + ELSEWHERE + "%2$s",
                "our host in the query", "https://" + ELSEWHERE + "/?https://%1$s%2$s",
                "our host in the fragment", "https://" + ELSEWHERE + "/#https://%1$s%2$s",
                "our host behind a backslash", "https://" + ELSEWHERE + "\\@%1$s%2$s");
        uris.forEach((name, uri) -> row(rows).answers(INVALID_PROOF, name, at(uri)));
    }

    private static void paths(RequestRows rows) {
        Map<String, String> uris = Texts.named(
                "another path", "https://%1$s/billing",
                "no path", "https://%1$s",
                "the root", "https://%1$s/",
                "only the beginning of the path", "https://%1$s/order",
                "more than the path", "https://%1$s%2$s1",
                "a path below", "https://%1$s%2$s/1",
                "a slash behind", "https://%1$s%2$s/",
                "two slashes before", "https://%1$s/%2$s",
                "the path in upper case", "https://%1$s/ORDERS",
                "a dot segment before", "https://%1$s/.%2$s",
                "a dot segment behind", "https://%1$s%2$s/.",
                "two dots", "https://%1$s/x/..%2$s",
                "encoded dots", "https://%1$s/x/%%2e%%2e%2$s",
                "an encoded dot", "https://%1$s/%%2e%2$s",
                "an encoded slash", "https://%1$s/%%2forders",
                "encoded twice", "https://%1$s/%%256frders",
                "a path parameter", "https://%1$s%2$s;x=1",
                "an encoded question mark", "https://%1$s%2$s%%3fx",
                "an encoded space behind", "https://%1$s%2$s%%20",
                "an encoded null behind", "https://%1$s%2$s%%00",
                "backslashes", "https:\\\\%1$s\\orders");
        uris.forEach((name, uri) -> row(rows).answers(INVALID_PROOF, name, at(uri)));
    }

    private static void noUris(RequestRows rows) {
        Map<String, String> uris = Texts.named(
                "only the path", "%2$s",
                "only the host", "%1$s",
                "empty", "",
                "a space before", " https://%1$s%2$s",
                "a space behind", "https://%1$s%2$s ",
                "a line end behind", "https://%1$s%2$s\n",
                "two of them", "https://%1$s%2$s https://%1$s%2$s",
                "in angle brackets", "<https://%1$s%2$s>",
                "of 100,000 characters", "https://%1$s%2$s/" + "x".repeat(100_000),
                "malformed percent-encoding", "https://%1$s%2$s%%zz",
                "an opaque one", "urn:example:orders");
        uris.forEach((name, uri) -> row(rows).answers(INVALID_PROOF, name, at(uri)));
        row(rows)
                .answers(INVALID_PROOF, "missing", Proofs.with(proof -> proof.without("htu")))
                .answers(INVALID_PROOF, "null", Proofs.with(proof -> proof.claim("htu", null)))
                .answers(INVALID_PROOF, "a number", Proofs.with(proof -> proof.claim("htu", 1)))
                .answers(
                        INVALID_PROOF,
                        "a list with the right one",
                        Proofs.with((t, proof) -> proof.claim("htu", List.of(t.baseUrl() + ORDERS))));
    }

    /** RFC 3986 §6.2.2 and §6.2.3: case of scheme and host, percent-encoding, default port. */
    private static void sameUris(RequestRows rows) {
        row(rows)
                .passes("the scheme in upper case", at("HTTPS://%1$s%2$s"))
                .passes(
                        "the host in upper case",
                        Proofs.with((t, proof) -> proof.uri(
                                "https://" + t.baseUrl().getRawAuthority().toUpperCase(Locale.ROOT) + ORDERS)))
                .passes("the default port", at("https://%1$s:443%2$s"))
                .passes("a letter encoded that needs it not", at("https://%1$s/%%6frders"))
                .passes("a letter encoded in upper case", at("https://%1$s/%%6Frders"))
                .passes("a letter encoded in the request", t -> encodedRequest(t, "/%6frders"))
                .passes("a path below, encoded here and there", t -> {
                    String token = t.bound().sign();
                    DpopProof proof = t.proof(t.key(), "GET", "/orders/%c3%a9%7e", token);
                    return t.get("/orders/%C3%A9~").dpop(token, proof.sign());
                });
    }

    private static RawRequest encodedRequest(RequestTarget target, String path) {
        String token = target.bound().sign();
        return target.get(path).dpop(token, target.proof(token).sign());
    }

    private static void fieldsOfTheAttacker(RequestRows rows) {
        RequestRows.Row row = rows.row(
                135,
                REPLAY,
                "a proof for another URI, and fields that make it look right",
                "RFC 9449 4.3 (9); Spring, Quarkus go by the request's URL");
        Map<String, String> fields = Texts.named(
                "X-Forwarded-Host", ELSEWHERE,
                "X-Forwarded-Server", ELSEWHERE,
                "X-Original-Host", ELSEWHERE,
                "Forwarded", "host=" + ELSEWHERE + ";proto=https");
        fields.forEach((name, value) -> row.answers(
                INVALID_PROOF,
                name,
                t -> elsewhere(t, "https://" + ELSEWHERE + ORDERS).field(name, value)));
        row.answers(
                        INVALID_PROOF,
                        "Host",
                        t -> elsewhere(t, "https://" + ELSEWHERE + ORDERS).host(ELSEWHERE))
                .answers(
                        INVALID_PROOF,
                        "Host and the scheme of the connection",
                        t -> elsewhere(t, "http://" + ELSEWHERE + ORDERS).host(ELSEWHERE))
                .answers(
                        INVALID_PROOF,
                        "the host in the target",
                        t -> elsewhere(t, "http://" + ELSEWHERE + ORDERS)
                                .host(ELSEWHERE)
                                .at("http://" + ELSEWHERE + ORDERS))
                .answers(
                        INVALID_PROOF,
                        "X-Forwarded-Proto",
                        t -> elsewhere(t, "http://" + t.baseUrl().getRawAuthority() + ORDERS)
                                .field("X-Forwarded-Proto", "http"))
                .answers(
                        INVALID_PROOF,
                        "X-Forwarded-Port",
                        t -> elsewhere(t, t.baseUrl() + ":8443" + ORDERS).field("X-Forwarded-Port", "8443"))
                .answers(
                        INVALID_PROOF,
                        "X-Forwarded-Prefix",
                        t -> elsewhere(t, t.baseUrl() + "/shop" + ORDERS).field("X-Forwarded-Prefix", "/shop"))
                .answers(
                        INVALID_PROOF,
                        "X-Original-URL",
                        t -> elsewhere(t, t.baseUrl() + "/else").field("X-Original-URL", "/else"))
                .answers(
                        INVALID_PROOF,
                        "X-Rewrite-URL",
                        t -> elsewhere(t, t.baseUrl() + "/else").field("X-Rewrite-URL", "/else"))
                .passes("a good proof and another host", t -> t.goodRequest().host(ELSEWHERE))
                .passes(
                        "a good proof and another forwarded host",
                        t -> t.goodRequest().field("X-Forwarded-Host", ELSEWHERE));
    }

    private static RawRequest elsewhere(RequestTarget target, String uri) {
        String token = target.bound().sign();
        return target.proven(token, target.proof(token).uri(uri));
    }

    private static void queries(RequestRows rows) {
        Map<String, String> uris = new LinkedHashMap<>();
        uris.put("a query in the proof", "https://%1$s%2$s?x=1");
        uris.put("an empty query in the proof", "https://%1$s%2$s?");
        uris.put("a fragment in the proof", "https://%1$s%2$s#x");
        uris.put("both in the proof", "https://%1$s%2$s?x=1#y");
        RequestRows.Row row =
                rows.row(136, REPLAY, "a query or fragment on one side only: the same URI", "RFC 9449 4.2, 4.3 (9)");
        uris.forEach((name, uri) -> row.passes(name, at(uri)));
        row.passes("a query in the request", t -> t.goodRequest().at(ORDERS + "?x=1"))
                .passes(
                        "another query in the request",
                        t -> elsewhere(t, t.baseUrl() + ORDERS + "?x=1").at(ORDERS + "?x=2"));
    }

    /** {@return a good request, its proof for a URI that is given host and path of the right one} */
    private static Function<RequestTarget, RawRequest> at(String uri) {
        return Proofs.with((t, proof) -> proof.uri(uri.formatted(t.baseUrl().getRawAuthority(), ORDERS)));
    }
}
