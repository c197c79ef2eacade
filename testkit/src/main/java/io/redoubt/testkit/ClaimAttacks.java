package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;
import static io.redoubt.testkit.AttackTier.MISISSUE;
import static io.redoubt.testkit.AttackTier.REPLAY;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Groups C and H, as far as the issuer, the audience and the subject are the attack. */
final class ClaimAttacks {

    private static final String ISSUER = "token.wrong-issuer";
    private static final String AUDIENCE = "token.wrong-audience";
    private static final String MALFORMED = "token.malformed-claim";
    private static final String CLAIMS = "token.claims-malformed";
    private static final String MISSING = "token.missing-claim";

    private ClaimAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        issuers(rows);
        spelledIssuers(rows);
        issuersThatMatchInPart(rows);
        audiences(rows);
        almostAudiences(rows);
        audiencesOfNoForm(rows);
        subjects(rows);
        subjectsThatAreRead(rows);
        identifiers(rows);
        otherServices(rows);
        return rows.attacks();
    }

    private static void issuers(AttackRows rows) {
        rows.row(69, MISISSUE, "no issuer, or another one", "RFC 7519 4.1.1; RFC 8725 3.8; CVE-2026-22748")
                .refused(MISSING, "missing", t -> t.good().without("iss"))
                .refused(MISSING, "null", t -> t.good().claim("iss", null))
                .refused(
                        MISSING,
                        "array",
                        t -> t.good().claim("iss", List.of(t.issuer().issuerUri())))
                .refused(MISSING, "number", t -> t.good().claim("iss", 7))
                .refused(
                        MISSING,
                        "object",
                        t -> t.good().claim("iss", Map.of(t.issuer().issuerUri(), true)))
                .refused(ISSUER, "empty", t -> t.good().claim("iss", ""))
                .refused(ISSUER, "https://evil.example", t -> t.good().claim("iss", "https://evil.example"))
                .refused(ISSUER, "a stranger's token", AttackTarget::strangers);
    }

    private static void spelledIssuers(AttackRows rows) {
        AttackRows.Row row = rows.row(
                69,
                MISISSUE,
                "the issuer, spelled differently",
                "RFC 8725 3.8; Spring accepts HTTP://, Okta pull request 306");
        spelled(row, "a slash behind", issuer -> issuer + "/");
        spelled(row, "two slashes behind", issuer -> issuer + "//");
        spelled(row, "https", issuer -> issuer.replace("http:", "https:"));
        spelled(row, "HTTP", issuer -> issuer.replace("http:", "HTTP:"));
        spelled(row, "localhost", issuer -> issuer.replace("127.0.0.1", "localhost"));
        spelled(row, "IPv6", issuer -> issuer.replace("127.0.0.1", "[::ffff:127.0.0.1]"));
        spelled(row, "a number for the address", issuer -> issuer.replace("127.0.0.1", "2130706433"));
        spelled(row, "another port", issuer -> issuer + "0");
        spelled(row, "no port", issuer -> issuer.substring(0, issuer.lastIndexOf(':')));
        spelled(row, "userinfo", issuer -> issuer.replace("http://", "http://user@"));
        spelled(row, "a query", issuer -> issuer + "?x");
        spelled(row, "a fragment", issuer -> issuer + "#x");
        spelled(row, "a dot segment", issuer -> issuer + "/.");
        spelled(row, "a space behind", issuer -> issuer + " ");
        spelled(row, "a space before", issuer -> " " + issuer);
        spelled(row, "a NUL behind", issuer -> issuer + "\u0000");
        spelled(row, "a percent-encoded digit", issuer -> issuer.replace("127", "%3127"));
        spelled(row, "digits of another script", issuer -> issuer.replace('1', '\uff11'));
        spelled(row, "an IDN twin", issuer -> "https://issu\u0435r.example");
        spelled(row, "capitals", issuer -> issuer.toUpperCase(Locale.ROOT));
    }

    private static void issuersThatMatchInPart(AttackRows rows) {
        AttackRows.Row row = rows.row(
                70, FORGE, "an issuer that a lax comparison trusts", "RFC 8725 3.8; azure-spring-boot issue 642");
        spelled(row, "a longer one", issuer -> issuer + ".evil.example");
        spelled(row, "the issuer as userinfo", issuer -> issuer + "@evil.example");
        spelled(row, "another path", issuer -> issuer + "/realms/evil");
        spelled(row, "the issuer within", issuer -> "https://evil.example/?" + issuer);
        spelled(row, "the issuer at the end", issuer -> "https://evil.example/" + issuer);
        spelled(row, "any character for a dot", issuer -> issuer.replace('.', 'x'));
        spelled(row, "a shorter one", issuer -> issuer.substring(0, issuer.length() - 1));
    }

    private static void audiences(AttackRows rows) {
        rows.row(
                        71,
                        MISISSUE,
                        "no audience",
                        "RFC 8725 3.9; CVE-2026-40946; Spring, Quarkus, Vert.x, Micronaut, jjwt, pac4j accept it")
                .refused(MISSING, "missing", t -> t.good().without("aud"))
                .refused(AUDIENCE, "empty array", t -> t.good().audience())
                .refused(MALFORMED, "empty", t -> t.good().audience(""))
                .refused(MALFORMED, "blank", t -> t.good().audience(" "))
                .refused(MALFORMED, "null", t -> t.good().claim("aud", null))
                .refused(MALFORMED, "array with null", t -> t.good().claim("aud", Collections.singletonList(null)))
                .refused(MALFORMED, "array with empty", t -> t.good().claim("aud", List.of("")));
        rows.row(72, REPLAY, "the token of another service", "RFC 8725 3.9; RFC 9068 4")
                .refused(AUDIENCE, "one", t -> t.good().audience("billing"))
                .refused(AUDIENCE, "several", t -> t.good().audience("billing", "stock"))
                .refused(AUDIENCE, "account, Keycloak's default", t -> t.good().audience("account"))
                .refused(AUDIENCE, "the client", t -> t.good().audience("shop-web"))
                .refused(
                        AUDIENCE,
                        "the issuer",
                        t -> t.good().audience(t.issuer().issuerUri()))
                .refused(AUDIENCE, "the canary", t -> t.good().audience(AttackTarget.CANARY));
    }

    private static void almostAudiences(AttackRows rows) {
        AttackRows.Row row = rows.row(74, REPLAY, "an audience that is almost ours", "RFC 7519 4.1.3: case-sensitive");
        Texts.named(
                        "longer", "orders2",
                        "shorter", "order",
                        "the end of it", "my-orders",
                        "a capital", "Orders",
                        "capitals", "ORDERS",
                        "a space behind", "orders ",
                        "a space before", " orders",
                        "two with a space", "orders billing",
                        "two with a comma", "orders,billing",
                        "as a URL", "https://orders",
                        "a slash behind", "orders/",
                        "a star", "*",
                        "a pattern", "ord*",
                        "a regular expression", ".*",
                        "an accent", "orders\u0130",
                        "a letter of another script", "\u043erders")
                .forEach((name, audience) ->
                        row.refused(AUDIENCE, name, t -> t.good().audience(audience)));
        row.refused(AUDIENCE, "several that are almost ours", t -> t.good().audience("Orders", "orders2"));
    }

    private static void audiencesOfNoForm(AttackRows rows) {
        rows.row(74, REPLAY, "an audience that is almost ours", "RFC 7519 4.1.3: case-sensitive")
                .refused(MALFORMED, "a list in a list", t -> t.good().claim("aud", List.of(List.of("orders"))))
                .refused(MALFORMED, "an object", t -> t.good().claim("aud", Map.of("orders", 1)))
                .refused(
                        MALFORMED,
                        "an object in a list",
                        t -> t.good().claim("aud", List.of(Map.of("value", "orders"))))
                .refused(MALFORMED, "ours beside a number", t -> t.good().claim("aud", List.of("orders", 7)))
                .refused(MALFORMED, "ours beside null", t -> t.good().claim("aud", Arrays.asList("orders", null)))
                .refused(MALFORMED, "true", t -> t.good().claim("aud", true))
                .refused(MALFORMED, "number", t -> t.good().claim("aud", 0))
                .refused(MALFORMED, "with a NUL", t -> t.good().audience("orders\u0000"))
                .refused(MALFORMED, "with a line end", t -> t.good().audience("orders\nbilling"))
                .refused(
                        MALFORMED,
                        "with a character that vanishes",
                        t -> t.good().audience("orders\u200d"));
    }

    private static void subjects(AttackRows rows) {
        rows.row(
                        77,
                        MISISSUE,
                        "no subject, or none that is text",
                        "RFC 7519 4.1.2; RFC 9068 2.2; Nimbus, Spring accept a number")
                .refused(MISSING, "missing", t -> t.good().without("sub"))
                .refused(MALFORMED, "empty", t -> t.good().subject(""))
                .refused(MALFORMED, "blank", t -> t.good().subject("  "))
                .refused(MALFORMED, "null", t -> t.good().claim("sub", null))
                .refused(MALFORMED, "number", t -> t.good().claim("sub", 7))
                .refused(MALFORMED, "true", t -> t.good().claim("sub", true))
                .refused(MALFORMED, "array", t -> t.good().claim("sub", List.of("alice")))
                .refused(MALFORMED, "object", t -> t.good().claim("sub", Map.of("id", "alice")));
    }

    private static void subjectsThatAreRead(AttackRows rows) {
        AttackRows.Row row = rows.row(
                78,
                MISISSUE,
                "a subject that two readers read differently",
                "RFC 8725 3.7; RFC 8259 8.2; Spring, jose4j, Vert.x, jjwt, java-jwt accept NUL and surrogates; Vert.x reads C0 AF as /");
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("NUL", "admin\u0000");
        texts.put("CR LF", AttackTarget.CANARY + "\r\nX-Evil: 1");
        texts.put("tab", "alice\tbob");
        texts.put("escape", "\u001b[31malice");
        texts.put("C1 control", "alice\u0085bob");
        texts.put("bidi override", "alice\u202ebob");
        texts.put("bidi isolate", "alice\u2066bob");
        texts.put("zero-width joiner", "ali\u200dce");
        texts.put("soft hyphen", "ali\u00adce");
        texts.put("byte order mark", "\ufeffalice");
        texts.put("line separator", "alice\u2028bob");
        texts.put("paragraph separator", "alice\u2029bob");
        texts.put("tag character", "alice" + Character.toString(0xE0041));
        texts.forEach((name, text) -> row.refused(MALFORMED, name, t -> t.good().subject(text)));
        List.of("\\ud800", "\\udc00", "\\udc00\\ud800", "a\\ud83d", "\\ud83d\\u0041")
                .forEach(escapes -> row.refused(
                        CLAIMS,
                        "lone surrogate " + escapes,
                        t -> t.good().without("sub").rewriteClaims(Texts.last("\"sub\":\"" + escapes + "\""))));
    }

    private static void identifiers(AttackRows rows) {
        rows.row(91, MISISSUE, "no token id", "RFC 9068 2.2; deny-lists need one")
                .refused(MISSING, "missing", t -> t.good().without("jti"))
                .refused(MALFORMED, "empty", t -> t.good().claim("jti", ""))
                .refused(MALFORMED, "null", t -> t.good().claim("jti", null))
                .refused(MALFORMED, "number", t -> t.good().claim("jti", 7))
                .refused(MISSING, "no client either", t -> t.good().without("client_id"))
                .refused(MALFORMED, "a client that is a list", t -> t.good().claim("client_id", List.of("shop-web")));
        rows.row(90, REPLAY, "a token of the staging issuer", "rfc8725bis 3.8")
                .refused(ISSUER, "another host", t -> t.good().claim("iss", "https://staging.example"))
                .refused(ISSUER, "its own key", AttackTarget::strangers);
    }

    private static void otherServices(AttackRows rows) {
        rows.row(157, REPLAY, "what a captured service replays", "RFC 8725 3.9; RFC 9700 4.10.2")
                .refused(AUDIENCE, "its users' tokens", t -> t.good().audience("billing"))
                .refused(
                        AUDIENCE,
                        "its own token",
                        t -> t.good()
                                .audience("stock")
                                .claim("client_id", "billing")
                                .subject("billing"))
                .refused(
                        AUDIENCE,
                        "a token of all services but one",
                        t -> t.good().audience("billing", "stock", "mail"));
        rows.row(159, REPLAY, "a token of another tenant", "RFC 8725 3.8; Quarkus pull request 56319")
                .refused(ISSUER, "of its issuer", AttackTarget::strangers)
                .refused("token.bad-signature", "in our name", AttackTarget::strangersInOurName)
                .refused(
                        "token.unknown-key",
                        "in our name with its key id",
                        t -> t.good().header("kid", t.stranger().keyId("ES256")).signedBy(t.stranger()));
        rows.row(160, REPLAY, "a tenant that is claimed beside the issuer", "RFC 8725 3.8")
                .refused(
                        ISSUER,
                        "tid of ours",
                        t -> t.strangers().claim("tid", t.issuer().issuerUri()))
                .refused(
                        ISSUER,
                        "iss twice, ours in another case",
                        t -> t.strangers().claim("ISS", t.issuer().issuerUri()));
    }

    private static void spelled(AttackRows.Row row, String form, UnaryOperator<String> change) {
        row.refused(
                ISSUER, form, t -> t.good().claim("iss", change.apply(t.issuer().issuerUri())));
    }
}
