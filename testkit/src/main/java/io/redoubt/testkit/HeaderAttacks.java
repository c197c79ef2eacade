package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.MISISSUE;
import static io.redoubt.testkit.AttackTier.REPLAY;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Group B, as far as the header says how the rest is to be read, or what kind of token this is. */
final class HeaderAttacks {

    private static final String REFUSED = "token.header-refused";
    private static final String HEADER = "token.header-malformed";
    private static final String TYPE = "token.type-refused";

    private HeaderAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        critical(rows);
        criticalOfNoForm(rows);
        types(rows);
        spellingsOfTheType(rows);
        nested(rows);
        asIfEncrypted(rows);
        twice(rows);
        replicas(rows);
        sizes(rows);
        noJson(rows);
        return rows.attacks();
    }

    private static void critical(AttackRows rows) {
        rows.row(
                        52,
                        MISISSUE,
                        "an empty list of critical parameters",
                        "RFC 7515 4.1.11; Spring, jose4j, Vert.x, jjwt, java-jwt accept it")
                .refused(REFUSED, "crit", t -> t.good().header("crit", List.of()));
        rows.row(
                        53,
                        MISISSUE,
                        "a critical parameter that nobody knows",
                        "RFC 7515 4.1.11; CVE-2026-32597; CVE-2025-59420; java-jwt, Vert.x accept it")
                .refused(
                        REFUSED,
                        "present",
                        t -> t.good().header("crit", List.of("x")).header("x", true))
                .refused(
                        REFUSED,
                        "of RFC 8555",
                        t -> t.good().header("crit", List.of("url")).header("url", "https://127.0.0.1/"))
                .refused(
                        REFUSED,
                        "bound to a confirmation",
                        t -> t.good().header("crit", List.of("cnf")).header("cnf", Map.of("jkt", AttackTarget.CANARY)));
    }

    private static void criticalOfNoForm(AttackRows rows) {
        rows.row(54, MISISSUE, "a list of critical parameters that is none", "RFC 7515 4.1.11")
                .refused(REFUSED, "absent", t -> t.good().header("crit", List.of("x")))
                .refused(REFUSED, "alg", t -> t.good().header("crit", List.of("alg")))
                .refused(REFUSED, "exp", t -> t.good().header("crit", List.of("exp")))
                .refused(
                        REFUSED,
                        "twice the same",
                        t -> t.good().header("crit", List.of("x", "x")).header("x", 1))
                .refused(REFUSED, "numbers", t -> t.good().header("crit", List.of(1)))
                .refused(REFUSED, "text", t -> t.good().header("crit", "x"))
                .refused(REFUSED, "null", t -> t.good().header("crit", null))
                .refused(REFUSED, "false", t -> t.good().header("crit", false))
                .refused(REFUSED, "object", t -> t.good().header("crit", Map.of("x", 1)));
    }

    private static void types(AttackRows rows) {
        AttackRows.Row row = rows.row(
                55,
                REPLAY,
                "a good token of another type",
                "RFC 8725 3.11; RFC 9068 4; Quarkus, Vert.x, Micronaut, jjwt, java-jwt, Okta, pac4j look at no type");
        List.of(
                        "JWT",
                        "logout+jwt",
                        "dpop+jwt",
                        "secevent+jwt",
                        "JOSE",
                        "JOSE+JSON",
                        "token-introspection+jwt",
                        "oauth-authz-req+jwt",
                        "client-authentication+jwt",
                        "kb+jwt",
                        "dc+sd-jwt",
                        "entity-statement+jwt",
                        "statuslist+jwt",
                        "id+jwt",
                        "at+JWT+x",
                        "atjwt",
                        "at jwt")
                .forEach(type -> row.refused(TYPE, type, t -> t.good().type(type)));
        row.refused(TYPE, "no type", t -> t.good().withoutHeader("typ"));
    }

    private static void spellingsOfTheType(AttackRows rows) {
        AttackRows.Row row = rows.row(56, MISISSUE, "the type, spelled differently", "RFC 7515 4.1.9; RFC 9068 2.1, 4")
                .accepted("application/at+jwt", t -> t.good().type("application/at+jwt"))
                .accepted("AT+JWT", t -> t.good().type("AT+JWT"))
                .accepted("Application/At+Jwt", t -> t.good().type("Application/At+Jwt"));
        Texts.named(
                        "a parameter", "at+jwt;v=1",
                        "a space before", " at+jwt",
                        "a space behind", "at+jwt ",
                        "application twice", "application/application/at+jwt",
                        "text", "text/at+jwt",
                        "a slash before", "/at+jwt",
                        "application alone", "application/",
                        "two types", "at+jwt,JWT",
                        "a NUL behind", "at+jwt\u0000")
                .forEach((name, type) -> row.refused(TYPE, name, t -> t.good().type(type)));
        row.refused(HEADER, "array", t -> t.good().header("typ", List.of("at+jwt")))
                .refused(HEADER, "null", t -> t.good().header("typ", null))
                .refused(HEADER, "empty", t -> t.good().type(""))
                .refused(HEADER, "number", t -> t.good().header("typ", 1));
    }

    private static void nested(AttackRows rows) {
        AttackRows.Row row = rows.row(57, MISISSUE, "a token inside a token", "RFC 7519 5.2; rfc8725bis nested tokens");
        for (int depth = 1; depth <= 4; depth++) {
            int levels = depth;
            row.refused(
                    "token.claims-malformed",
                    levels + " deep",
                    t -> nest(t, t.good().sign(), levels));
        }
        row.refused(
                        "token.claims-malformed",
                        "an unsecured one",
                        t -> nest(t, t.good().unsigned().sign(), 1))
                .refused(
                        "token.claims-malformed",
                        "a text in JSON",
                        t -> t.good()
                                .header("cty", "JWT")
                                .rawClaims("\"" + t.good().sign() + "\""));
    }

    private static TestToken nest(AttackTarget target, String inner, int levels) {
        TestToken outer = target.good().header("cty", "JWT").rawClaims(inner);
        return levels == 1 ? outer : nest(target, outer.sign(), levels - 1);
    }

    private static void asIfEncrypted(AttackRows rows) {
        rows.row(
                        58,
                        MISISSUE,
                        "a compressed payload",
                        "RFC 7516 4.1.3: for JWE only; Spring, jose4j, jjwt, java-jwt accept it")
                .refused(REFUSED, "DEF", t -> t.good().header("zip", "DEF"))
                .refused(REFUSED, "GZIP", t -> t.good().header("zip", "GZIP"))
                .refused(REFUSED, "null", t -> t.good().header("zip", null));
        rows.row(59, MISISSUE, "a header of an encrypted token on a signed one", "RFC 7516 9")
                .refused(REFUSED, "enc", t -> t.good().header("enc", "A256GCM"))
                .refused(
                        REFUSED,
                        "enc and alg dir",
                        t -> t.good().header("enc", "A256GCM").header("alg", "dir"));
    }

    private static void twice(AttackRows rows) {
        rows.row(60, MISISSUE, "a parameter that stands twice", "RFC 7515 10.12; java-jwt, Vert.x take the last")
                .refused(HEADER, "alg", t -> t.good().rewriteHeader(Texts.first("\"alg\":\"none\"")))
                .refused(HEADER, "alg behind", t -> t.good().rewriteHeader(Texts.last("\"alg\":\"none\"")))
                .refused(
                        HEADER, "alg with an escape", t -> t.good().rewriteHeader(Texts.last("\"\\u0061lg\":\"none\"")))
                .refused(HEADER, "kid", t -> t.good().rewriteHeader(Texts.first("\"kid\":\"x\"")))
                .refused(HEADER, "typ", t -> t.good().rewriteHeader(Texts.last("\"typ\":\"JWT\"")))
                .refused(HEADER, "the same", t -> t.good().rewriteHeader(Texts.last("\"typ\":\"at+jwt\"")))
                .refused(HEADER, "of no meaning", t -> t.good().rewriteHeader(Texts.last("\"x\":1,\"x\":1")))
                .refused(HEADER, "nested", t -> t.good().rewriteHeader(Texts.last("\"x\":{\"y\":1,\"y\":2}")));
    }

    private static void replicas(AttackRows rows) {
        rows.row(61, MISISSUE, "a claim that stands in the header too", "RFC 7519 5.3")
                .refused(
                        REFUSED, "iss", t -> t.good().header("iss", t.stranger().issuerUri()))
                .refused(REFUSED, "aud", t -> t.good().header("aud", "billing"))
                .refused(REFUSED, "sub", t -> t.good().header("sub", "admin"))
                .refused(
                        REFUSED,
                        "iss, the same",
                        t -> t.good().header("iss", t.issuer().issuerUri()));
    }

    private static void sizes(AttackRows rows) {
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 17; i++) {
            many.put("x" + i, i);
        }
        List<Object> nested = new ArrayList<>(List.of(List.of(List.of())));
        rows.row(62, MISISSUE, "a header that is too large, or no object", "RFC 7515 4; limits of size")
                .refused("token.malformed", "more than 1 KB", t -> t.good().header("x", "y".repeat(1024)))
                .refused(HEADER, "17 members", t -> {
                    TestToken token = t.good();
                    for (Map.Entry<String, Object> member : many.entrySet()) {
                        token = token.header(member.getKey(), member.getValue());
                    }
                    return token;
                })
                .refused(HEADER, "nested", t -> t.good().header("x", nested));
    }

    private static void noJson(AttackRows rows) {
        rows.row(62, MISISSUE, "a header that is too large, or no object", "RFC 7515 4; limits of size")
                .refused(HEADER, "no JSON", t -> t.good().rawHeader(AttackTarget.CANARY))
                .refused(HEADER, "a list", t -> t.good().rawHeader("[\"" + AttackTarget.CANARY + "\"]"))
                .refused(HEADER, "text behind it", t -> t.good().rewriteHeader(json -> json + "x"))
                .refused(HEADER, "a byte order mark", t -> t.good().rewriteHeader(json -> "\ufeff" + json))
                .refused(HEADER, "empty object", t -> t.good().rawHeader("{}"));
    }
}
