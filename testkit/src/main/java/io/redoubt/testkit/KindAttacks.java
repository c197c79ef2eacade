package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.MISISSUE;
import static io.redoubt.testkit.AttackTier.REPLAY;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Group C, as far as the token is another kind of token, is bound, grants too little, or is read differently. */
final class KindAttacks {

    private static final String KIND = "token.wrong-kind";
    private static final String TYPE = "token.type-refused";
    private static final String CLAIMS = "token.claims-malformed";
    private static final String MISSING = "token.missing-claim";
    private static final String BOUND = "token.confirmation-refused";
    private static final String SCOPE = "access.insufficient-scope";
    private static final String ROLE = "access.insufficient-role";

    private KindAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        idTokens(rows);
        otherTokens(rows);
        otherAnswers(rows);
        selectiveDisclosure(rows);
        duplicates(rows);
        collidingNames(rows);
        scopes(rows);
        scopesByAnotherName(rows);
        roles(rows);
        confirmations(rows);
        return rows.attacks();
    }

    private static void idTokens(AttackRows rows) {
        rows.row(86, REPLAY, "an ID token", "RFC 8725 2.8; RFC 9068 6; Spring accepts it without audiences")
                .refused(
                        TYPE,
                        "as OpenID providers write it",
                        t -> t.good()
                                .type("JWT")
                                .audience("shop-web")
                                .claim("nonce", AttackTarget.CANARY)
                                .without("client_id"))
                .refused(TYPE, "without typ", t -> t.good().withoutHeader("typ").claim("at_hash", AttackTarget.CANARY))
                .refused(KIND, "nonce", t -> t.good().claim("nonce", AttackTarget.CANARY))
                .refused(KIND, "at_hash", t -> t.good().claim("at_hash", AttackTarget.CANARY))
                .refused(KIND, "c_hash", t -> t.good().claim("c_hash", AttackTarget.CANARY))
                .refused(KIND, "s_hash", t -> t.good().claim("s_hash", AttackTarget.CANARY))
                .refused(KIND, "nonce that is null", t -> t.good().claim("nonce", null));
    }

    private static void otherTokens(AttackRows rows) {
        Map<String, Object> logout = Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());
        rows.row(87, REPLAY, "another token of the same issuer", "RFC 8725 2.8, 3.12")
                .refused(
                        TYPE, "a logout token", t -> t.good().type("logout+jwt").claim("events", logout))
                .refused(KIND, "a logout token with our type", t -> t.good().claim("events", logout))
                .refused(
                        TYPE,
                        "a refresh token",
                        t -> t.good()
                                .type("JWT")
                                .claim("typ", "Refresh")
                                .audience(t.issuer().issuerUri()))
                .refused(
                        TYPE,
                        "UserInfo",
                        t -> t.good().type("JWT").without("exp").without("iat"))
                .refused(
                        TYPE,
                        "a client assertion",
                        t -> t.good()
                                .type("client-authentication+jwt")
                                .subject("shop-web")
                                .audience(t.issuer().issuerUri()))
                .refused(
                        TYPE,
                        "JARM",
                        t -> t.good().type("JWT").audience("shop-web").claim("code", AttackTarget.CANARY))
                .refused(
                        TYPE,
                        "a request object",
                        t -> t.good().type("oauth-authz-req+jwt").claim("response_type", "code"))
                .refused(
                        TYPE,
                        "a security event",
                        t -> t.good().type("secevent+jwt").claim("events", logout));
    }

    private static void otherAnswers(AttackRows rows) {
        Map<String, Object> answer = Map.of("active", true, "sub", "alice", "scope", "orders:read");
        rows.row(88, REPLAY, "a signed introspection response", "RFC 9701 8.1")
                .refused(
                        TYPE,
                        "as it is",
                        t -> t.good().type("token-introspection+jwt").claim("token_introspection", answer))
                .refused(KIND, "with our type", t -> t.good().claim("token_introspection", answer));
    }

    private static void selectiveDisclosure(AttackRows rows) {
        rows.row(89, REPLAY, "an SD-JWT", "RFC 9901; rfc8725bis format confusion")
                .refusedText("token.malformed", "no disclosure", t -> t.good().sign() + "~")
                .refusedText(
                        "token.malformed",
                        "a disclosure",
                        t -> t.good().sign() + "~" + Texts.base64url("[\"salt\",\"sub\",\"admin\"]") + "~")
                .refusedText(
                        "token.malformed",
                        "a key binding",
                        t -> t.good().sign() + "~" + t.good().type("kb+jwt").sign())
                .refused(TYPE, "its type", t -> t.good().type("vc+sd-jwt"));
    }

    private static void duplicates(AttackRows rows) {
        AttackRows.Row row =
                rows.row(79, MISISSUE, "a claim that stands twice", "RFC 7519 4; java-jwt, Vert.x take the last");
        List.of(
                        "\"sub\":\"admin\"",
                        "\"aud\":\"billing\"",
                        "\"exp\":4102444800",
                        "\"scope\":\"admin\"",
                        "\"jti\":\"x\"")
                .forEach(member -> row.refused(
                                CLAIMS, member + " behind", t -> t.good().rewriteClaims(Texts.last(member)))
                        .refused(CLAIMS, member + " before", t -> t.good().rewriteClaims(Texts.first(member))));
        row.refused(
                        CLAIMS,
                        "iss behind",
                        t -> t.good()
                                .rewriteClaims(
                                        Texts.last("\"iss\":\"" + t.stranger().issuerUri() + "\"")))
                .refused(
                        "token.wrong-issuer",
                        "iss before",
                        t -> t.good()
                                .rewriteClaims(
                                        Texts.first("\"iss\":\"" + t.stranger().issuerUri() + "\"")))
                .refused(CLAIMS, "the same value", t -> t.good().rewriteClaims(Texts.last("\"x\":1,\"x\":1")));
        rows.row(
                        80,
                        MISISSUE,
                        "a member that stands twice, further in",
                        "RFC 8259 4; Spring, Nimbus, Vert.x, java-jwt take the last")
                .refused(
                        CLAIMS,
                        "cnf.jkt",
                        t -> t.good().rewriteClaims(Texts.last("\"cnf\":{\"jkt\":\"a\",\"jkt\":\"b\"}")))
                .refused(
                        CLAIMS,
                        "realm_access.roles",
                        t -> t.good()
                                .rewriteClaims(Texts.last("\"realm_access\":{\"roles\":[],\"roles\":[\"clerk\"]}")))
                .refused(CLAIMS, "in a list", t -> t.good().rewriteClaims(Texts.last("\"x\":[[{\"y\":1,\"y\":2}]]")));
    }

    private static void collidingNames(AttackRows rows) {
        rows.row(81, MISISSUE, "names that some readers take for the same", "RFC 7515 10.13; RFC 8259 8.3")
                .refused(CLAIMS, "an escape", t -> t.good().rewriteClaims(Texts.last("\"\\u0073ub\":\"admin\"")))
                .refused(
                        CLAIMS, "an escape before", t -> t.good().rewriteClaims(Texts.first("\"s\\u0075b\":\"admin\"")))
                .refused(
                        MISSING,
                        "SUB instead of sub",
                        t -> t.good().without("sub").claim("SUB", "admin"))
                .refused(
                        MISSING,
                        "a space behind the name",
                        t -> t.good().without("sub").claim("sub ", "admin"))
                .accepted("SUB beside sub is another name", t -> t.good().claim("SUB", "admin"))
                .accepted("a long s beside sub is another name", t -> t.good().claim("\u017fub", "admin"))
                .accepted("a full-width name is another name", t -> t.good().claim("\uff53\uff55\uff42", "admin"));
    }

    private static void scopes(AttackRows rows) {
        AttackRows.Row row = rows.row(82, MISISSUE, "scopes that are not written as scopes", "RFC 6749 3.3");
        Map<String, String> texts = new HashMap<>(Map.of(
                "a tab", "orders:read\torders:write",
                "a line end", "orders:read\norders:write",
                "two spaces", "orders:read  orders:write",
                "a space behind", "orders:read ",
                "a no-break space", "orders:read\u00a0orders:write",
                "a comma", "orders:read,orders:write",
                "quotes", "\"orders:read\""));
        texts.put("another case", "Orders:Read");
        texts.put("the beginning", "orders");
        texts.put("more behind it", "orders:read:all");
        texts.put("a wildcard", "orders:*");
        texts.keySet().stream()
                .sorted()
                .forEach(name -> row.refused(SCOPE, name, t -> t.good().claim("scope", texts.get(name))));
        row.refused(SCOPE, "none", t -> t.good().without("scope"))
                .refused(SCOPE, "null", t -> t.good().claim("scope", null))
                .refused(SCOPE, "true", t -> t.good().claim("scope", true))
                .refused(SCOPE, "an object", t -> t.good().claim("scope", Map.of("orders:read", true)))
                .refused(SCOPE, "a list with a number", t -> t.good().claim("scope", List.of("orders:read", 1)))
                .refused(
                        SCOPE,
                        "a list with two in one",
                        t -> t.good().claim("scope", List.of("orders:read orders:write")))
                .refused(SCOPE, "a list in a list", t -> t.good().claim("scope", List.of(List.of("orders:read"))));
    }

    private static void scopesByAnotherName(AttackRows rows) {
        rows.row(82, MISISSUE, "scopes that are not written as scopes", "RFC 6749 3.3")
                .refused(
                        "token.malformed-claim",
                        "scope and scp disagree",
                        t -> t.good().scope("billing:read").claim("scp", List.of("orders:read")));
        rows.row(83, MISISSUE, "an authority's name as a scope", "prefixes of authorities")
                .refused(SCOPE, "SCOPE_", t -> t.good().scope("SCOPE_orders:read"))
                .refused(SCOPE, "ROLE_", t -> t.good().scope("ROLE_ADMIN", "ROLE_orders:read"))
                .refused(
                        SCOPE,
                        "a role of the scope's name",
                        t -> t.good().scope("billing:read").claim("roles", List.of("orders:read", "SCOPE_orders:read")))
                .refused(ROLE, "a scope of the role's name", t -> t.good().scope("orders:read", "clerk", "ROLE_clerk"));
    }

    private static void roles(AttackRows rows) {
        List<String> clerk = List.of("clerk");
        rows.row(84, MISISSUE, "roles from a place that others may write", "Keycloak mappers; user-editable claims")
                .refused(ROLE, "groups", t -> t.good().claim("groups", clerk))
                .refused(ROLE, "user_metadata", t -> t.good().claim("user_metadata", Map.of("roles", clerk)))
                .refused(ROLE, "a dotted name", t -> t.good().claim("realm_access.roles", clerk))
                .refused(ROLE, "role", t -> t.good().claim("role", "clerk"))
                .refused(ROLE, "authorities", t -> t.good().claim("authorities", List.of("ROLE_clerk", "clerk")));
        rows.row(85, MISISSUE, "roles that are no list", "type confusion: a text contains the role")
                .refused(ROLE, "the role", t -> t.good().claim("roles", "clerk"))
                .refused(ROLE, "a longer text", t -> t.good().claim("roles", "no-clerk"))
                .refused(ROLE, "a text of several", t -> t.good().claim("roles", "porter clerk"))
                .refused(ROLE, "an object", t -> t.good().claim("roles", Map.of("clerk", true)))
                .refused(ROLE, "a list with a number", t -> t.good().claim("roles", List.of("clerk", 1)))
                .refused(ROLE, "another case", t -> t.good().claim("roles", List.of("Clerk")))
                .refused(ROLE, "an authority", t -> t.good().claim("roles", List.of("ROLE_clerk")));
    }

    private static void confirmations(AttackRows rows) {
        Map<String, Object> values = Map.of(
                "text", AttackTarget.CANARY,
                "list", List.of(Map.of("jkt", AttackTarget.CANARY)),
                "empty object", Map.of(),
                "unknown method", Map.of("x", AttackTarget.CANARY),
                "true", true,
                "jwk", Map.of("jwk", Map.of("kty", "EC")),
                "kid", Map.of("kid", AttackTarget.CANARY),
                "a jkt that is no text", Map.of("jkt", 7),
                "a jkt in another case", Map.of("JKT", AttackTarget.CANARY));
        AttackRows.Row row = rows.row(
                93,
                REPLAY,
                "a bound token without its proof",
                "RFC 7800 3.1; RFC 9449 7.2; Vert.x, Micronaut, Helidon, pac4j, Okta, jjwt, java-jwt, Spring");
        values.keySet().stream()
                .sorted()
                .forEach(name -> row.refused(BOUND, name, t -> t.good().claim("cnf", values.get(name))));
        row.refused(BOUND, "null", t -> t.good().claim("cnf", null))
                .refused(BOUND, "jkt", t -> t.good().claim("cnf", Map.of("jkt", AttackTarget.CANARY)))
                .refused(BOUND, "x5t#S256", t -> t.good().claim("cnf", Map.of("x5t#S256", AttackTarget.CANARY)));
        rows.row(94, REPLAY, "a token that is bound twice", "RFC 7800 3.1")
                .refused(
                        BOUND,
                        "jkt and x5t#S256",
                        t -> t.good().claim("cnf", Map.of("jkt", AttackTarget.CANARY, "x5t#S256", AttackTarget.CANARY)))
                .refused(
                        BOUND,
                        "jkt and kc-jkt-type",
                        t -> t.good().claim("cnf", Map.of("jkt", AttackTarget.CANARY, "kc-jkt-type", "DPoP")));
    }
}
