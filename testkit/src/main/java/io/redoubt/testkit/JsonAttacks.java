package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.MISISSUE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups C and E, as far as the JSON of header and claims is the attack: its form, its size, its characters. */
final class JsonAttacks {

    private static final String CLAIMS = "token.claims-malformed";
    private static final String HEADER = "token.header-malformed";
    private static final String TOO_LONG = "token.too-long";

    private JsonAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        noObjects(rows);
        almostJson(rows);
        depths(rows);
        sizes(rows);
        numbers(rows);
        collisions(rows);
        characters(rows);
        return rows.attacks();
    }

    private static void noObjects(AttackRows rows) {
        AttackRows.Row row = rows.row(92, MISISSUE, "claims that are no JSON object", "RFC 7519 7.2; RFC 8259");
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("list", "[{\"sub\":\"admin\"}]");
        documents.put("empty list", "[]");
        documents.put("text", "\"admin\"");
        documents.put("null", "null");
        documents.put("true", "true");
        documents.put("number", "7");
        documents.put("blank", " ");
        documents.put("no JSON", AttackTarget.CANARY);
        documents.put("XML", "<sub>admin</sub>");
        documents.put("an object that does not end", "{\"" + AttackTarget.CANARY + "\":");
        documents.forEach(
                (name, text) -> row.refused(CLAIMS, name, t -> t.good().rawClaims(text)));
        row.refused("token.missing-claim", "empty object", t -> t.good().rawClaims("{}"))
                .refused("token.malformed", "nothing", t -> t.good().rawClaims(""));
    }

    private static void almostJson(AttackRows rows) {
        AttackRows.Row row = rows.row(
                92,
                MISISSUE,
                "claims that are no JSON object",
                "RFC 7519 7.2; RFC 8259; jjwt, java-jwt take text behind it, Vert.x comments");
        row.refused(CLAIMS, "a byte order mark", t -> t.good().rewriteClaims(json -> "\ufeff" + json))
                .refused(CLAIMS, "text behind", t -> t.good().rewriteClaims(json -> json + "x"))
                .refused(CLAIMS, "a brace behind", t -> t.good().rewriteClaims(json -> json + "}"))
                .refused(CLAIMS, "a NUL behind", t -> t.good().rewriteClaims(json -> json + "\u0000"))
                .refused(CLAIMS, "two documents", t -> t.good().rewriteClaims(json -> json + json))
                .refused(CLAIMS, "a comment", t -> t.good().rewriteClaims(json -> "/**/" + json))
                .refused(CLAIMS, "a comment within", t -> t.good().rewriteClaims(Texts.last("/**/\"x\":1")))
                .refused(CLAIMS, "a line comment", t -> t.good().rewriteClaims(Texts.last("\"x\":1//\n")))
                .refused(CLAIMS, "NaN", t -> t.good().rewriteClaims(Texts.last("\"x\":NaN")))
                .refused(CLAIMS, "Infinity", t -> t.good().rewriteClaims(Texts.last("\"x\":-Infinity")))
                .refused(CLAIMS, "a comma behind", t -> t.good().rewriteClaims(Texts.last("\"x\":[1,]")))
                .refused(CLAIMS, "a comma at the end", t -> t.good().rewriteClaims(Texts.last("\"x\":1,")))
                .refused(CLAIMS, "a comma at the beginning", t -> t.good().rewriteClaims(Texts.first("")))
                .refused(CLAIMS, "single quotes", t -> t.good().rewriteClaims(Texts.last("'x':1")))
                .refused(CLAIMS, "a name without quotes", t -> t.good().rewriteClaims(Texts.last("x:1")))
                .refused(CLAIMS, "a capital in a literal", t -> t.good().rewriteClaims(Texts.last("\"x\":True")))
                .refused(CLAIMS, "a control character", t -> t.good().rewriteClaims(Texts.last("\"x\":\"\n\"")))
                .refused(CLAIMS, "an unknown escape", t -> t.good().rewriteClaims(Texts.last("\"x\":\"\\x41\"")))
                .refused(
                        CLAIMS,
                        "an escape of three digits",
                        t -> t.good().rewriteClaims(Texts.last("\"x\":\"\\u004\"")))
                .refused(
                        CLAIMS, "a vertical tab for a space", t -> t.good().rewriteClaims(Texts.last("\u000b\"x\":1")));
    }

    private static void depths(AttackRows rows) {
        AttackRows.Row row = rows.row(
                118,
                MISISSUE,
                "deep nesting",
                "CVE-2025-53864; Nimbus accepts 200 levels, Spring, jjwt, java-jwt, Vert.x 900");
        row.refused(CLAIMS, "9 lists", t -> t.good().rewriteClaims(Texts.last("\"x\":" + nest("[", "]", 9))))
                .refused(CLAIMS, "200 lists", t -> t.good().rewriteClaims(Texts.last("\"x\":" + nest("[", "]", 200))))
                .refused(
                        CLAIMS,
                        "200 objects",
                        t -> t.good()
                                .rewriteClaims(Texts.last(
                                        "\"x\":" + nest("{\"x\":", "}", 200).replace(":}", ":1}"))))
                .refused(CLAIMS, "5,000 lists that do not end", t -> t.good().rawClaims("{\"x\":" + "[".repeat(5000)))
                .refused(TOO_LONG, "20,000 lists", t -> t.good().rawClaims("{\"x\":" + nest("[", "]", 20_000) + "}"))
                .refused(
                        HEADER,
                        "200 lists in the header",
                        t -> t.good().rewriteHeader(Texts.last("\"x\":" + nest("[", "]", 200))))
                .refused(HEADER, "1,000 lists as the header", t -> t.good().rawHeader("[".repeat(1000)))
                .refused(
                        "token.malformed",
                        "6,000 lists as the header",
                        t -> t.good().rawHeader("[".repeat(5000)));
    }

    private static void sizes(AttackRows rows) {
        rows.row(
                        119,
                        MISISSUE,
                        "a token of a megabyte",
                        "limits of size; Spring, jose4j, Vert.x, jjwt, java-jwt accept 1 MB")
                .refused(TOO_LONG, "claims of 10 KB", t -> t.good().claim("x", AttackTarget.CANARY.repeat(1000)))
                .refused(TOO_LONG, "claims of 1 MB", t -> t.good().claim("x", "y".repeat(1 << 20)))
                .refused(TOO_LONG, "a header of 64 KB", t -> t.good().header("x", "y".repeat(1 << 16)))
                .refused(TOO_LONG, "a signature of 64 KB", t -> t.good().signature(new byte[1 << 16]))
                .refused("token.malformed", "a signature of 2 KB", t -> t.good().signature(new byte[2048]))
                .refusedText(TOO_LONG, "no token", t -> "A".repeat(1 << 20));
    }

    private static void numbers(AttackRows rows) {
        rows.row(120, MISISSUE, "a number of many digits", "denial of service by big numbers; CWE-400")
                .refused(TOO_LONG, "100,000 digits", t -> number(t, "9".repeat(100_000)))
                .refused(CLAIMS, "4,000 digits", t -> number(t, "9".repeat(4000)))
                .refused(CLAIMS, "33 digits", t -> number(t, "1".repeat(33)))
                .refused(CLAIMS, "33 digits behind the point", t -> number(t, "0." + "1".repeat(33)))
                .refused(CLAIMS, "an exponent of 400,000", t -> number(t, "1e400000"))
                .refused(CLAIMS, "an exponent of a billion", t -> number(t, "1e1000000000"))
                .refused(CLAIMS, "an exponent of minus zeros", t -> number(t, "1e-" + "0".repeat(40)))
                .refused(HEADER, "in the header", t -> t.good().rewriteHeader(Texts.last("\"x\":" + "9".repeat(400))));
    }

    private static void collisions(AttackRows rows) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            // Aa and BB have one hash, and so has every row of them.
            members.append('"').append(colliding(i)).append("\":1,");
        }
        String all = members.substring(0, members.length() - 1);
        String eighteen = all.substring(0, 18 * (colliding(0).length() + 5) - 1);
        rows.row(121, MISISSUE, "names of one hash", "denial of service by hash collisions; oCERT-2011-003")
                .refused(TOO_LONG, "10,000", t -> t.good().rewriteClaims(Texts.last(all)))
                .refused(HEADER, "18 in the header", t -> t.good().rewriteHeader(Texts.last(eighteen)));
    }

    private static void characters(AttackRows rows) {
        AttackRows.Row row = rows.row(
                122,
                MISISSUE,
                "octets that are no UTF-8",
                "RFC 7519 7.2; RFC 8725 3.7; Spring, jose4j, Nimbus, jjwt, java-jwt replace them");
        Map<String, String> octets = new LinkedHashMap<>();
        octets.put("FF", "\u00ff");
        octets.put("an overlong slash of two", "\u00c0\u00af");
        octets.put("an overlong slash of three", "\u00e0\u0080\u00af");
        octets.put("an overlong NUL", "\u00c0\u0080");
        octets.put("a surrogate", "\u00ed\u00a0\u0080");
        octets.put("a pair of surrogates", "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080");
        octets.put("a lone continuation", "\u0080");
        octets.put("a sequence that is cut", "\u00e2\u0082");
        octets.put("beyond Unicode", "\u00f4\u0090\u0080\u0080");
        octets.put("a sequence of five", "\u00f8\u0088\u0080\u0080\u0080");
        octets.put("ISO 8859-1", "\u00e4");
        octets.forEach((name, text) -> row.refused(CLAIMS, name, t -> withOctets(t, text))
                .refused(
                        HEADER,
                        name + " in the header",
                        t -> t.good()
                                .rawHeader(("{\"alg\":\"ES256\",\"kid\":\"" + text + "\"}").getBytes(ISO_8859_1))));
        row.refused(CLAIMS, "an overlong slash in sub", t -> {
                    String claims =
                            Texts.decoded(Texts.parts(t.good().sign())[1]).replace("alice", "\u00c0\u00af");
                    return t.good().rawClaims(claims.getBytes(ISO_8859_1));
                })
                .refused(CLAIMS, "UTF-16", t -> t.good().rawClaims("{\"sub\":\"admin\"}".getBytes(UTF_16)))
                .refused(CLAIMS, "UTF-16BE", t -> t.good().rawClaims("{\"sub\":\"admin\"}".getBytes(UTF_16BE)))
                .refused(CLAIMS, "UTF-16LE", t -> t.good().rawClaims("{\"sub\":\"admin\"}".getBytes(UTF_16LE)))
                .refused(CLAIMS, "UTF-7", t -> t.good().rawClaims("+AHs-\"sub\":\"admin\"+AH0-"))
                .refused(
                        HEADER,
                        "UTF-16 in the header",
                        t -> t.good().rawHeader("{\"alg\":\"ES256\"}".getBytes(UTF_16LE)));
    }

    /** {@return the good token with a claim that holds these octets, one per character} */
    private static TestToken withOctets(AttackTarget target, String octets) {
        String claims = Texts.decoded(Texts.parts(target.good().sign())[1]);
        String changed = Texts.last("\"x\":\"" + octets + "\"").apply(claims);
        return target.good().rawClaims(changed.getBytes(ISO_8859_1));
    }

    private static TestToken number(AttackTarget target, String digits) {
        return target.good().rewriteClaims(Texts.last("\"x\":" + digits));
    }

    private static String nest(String open, String close, int levels) {
        return open.repeat(levels) + close.repeat(levels);
    }

    private static String colliding(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 14; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
