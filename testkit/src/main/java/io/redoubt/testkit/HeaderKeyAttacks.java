package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;
import static io.redoubt.testkit.AttackTier.MISISSUE;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Group B, as far as the header says which key is to be used, or where to find one. */
final class HeaderKeyAttacks {

    private static final String SIGNATURE = "token.bad-signature";
    private static final String ALGORITHM = "token.algorithm-refused";
    private static final String UNKNOWN = "token.unknown-key";
    private static final String HEADER = "token.header-malformed";

    /** The purposes of RFC 5280 §4.2.1.12 that certificates of servers and of code have. */
    private static final String SERVER_AUTH = "2b06010505070301";

    private static final String CODE_SIGNING = "2b06010505070303";

    private HeaderKeyAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        embeddedKeys(rows);
        addresses(rows);
        addressesThatLookTrusted(rows);
        certificates(rows);
        thumbprints(rows);
        keyIdsThatAreRun(rows);
        keyIdsThatAreRead(rows);
        keyIdsOfNoKindOrSize(rows);
        noKeyId(rows);
        almostEqualKeyIds(rows);
        return rows.attacks();
    }

    private static void embeddedKeys(AttackRows rows) {
        rows.row(
                        34,
                        FORGE,
                        "a token that brings its own key",
                        "CVE-2018-0114; CVE-2026-27962; Wycheproof embeddedJwk; jwt_tool -X i")
                .refused(SIGNATURE, "jwk", t -> forged(t).header("jwk", strangersKey(t)))
                .refused(
                        SIGNATURE,
                        "jwk without kid",
                        t -> forged(t).withoutHeader("kid").header("jwk", strangersKey(t)))
                .refused(
                        UNKNOWN,
                        "jwk and its own kid",
                        t -> forged(t).header("kid", "mine").header("jwk", strangersKey(t)))
                .refused(
                        SIGNATURE,
                        "jwk in JSON text",
                        t -> forged(t).header("jwk", JSONObjectUtils.toJSONString(strangersKey(t))))
                .refused(HEADER, "jwks", t -> forged(t).header("jwks", Map.of("keys", List.of(strangersKey(t)))));
        Map<String, Object> secret = Map.of("kty", "oct", "k", "c2VjcmV0");
        rows.row(35, FORGE, "a token that brings its own secret", "Wycheproof embeddedJwk")
                .refused(ALGORITHM, "HS256", t -> t.good().header("jwk", secret).signedBySecret(Texts.utf8("secret")))
                .refused(
                        SIGNATURE,
                        "ES256",
                        t -> t.good()
                                .header("jwk", secret)
                                .signedBySecret(Texts.utf8("secret"))
                                .header("alg", "ES256"));
    }

    private static void addresses(AttackRows rows) {
        rows.row(36, FORGE, "a token that says where its key is", "RFC 8725 3.10; jwt_tool -X s")
                .refused(SIGNATURE, "jku", t -> forged(t).header("jku", t.trap("")))
                .refused(
                        UNKNOWN,
                        "jku and a kid from there",
                        t -> forged(t).header("kid", "mine").header("jku", t.trap("")))
                .refused(SIGNATURE, "jku of a file", t -> forged(t).header("jku", "file:///etc/passwd"))
                .refused(
                        SIGNATURE,
                        "jku of the cloud's metadata",
                        t -> forged(t).header("jku", "http://169.254.169.254/latest/meta-data/"))
                .refused(
                        SIGNATURE,
                        "jku and its thumbprint",
                        t -> forged(t).header("jku", t.trap("")).header("jkt", "x"));
        rows.row(38, FORGE, "a token that says where its certificate is", "RFC 7515 4.1.5; RFC 8725 3.10")
                .refused(SIGNATURE, "x5u", t -> forged(t).header("x5u", t.trap("?cert.pem")))
                .refused(
                        SIGNATURE,
                        "x5u and jku",
                        t -> forged(t).header("x5u", t.trap("?cert.pem")).header("jku", t.trap("")));
    }

    private static void addressesThatLookTrusted(AttackRows rows) {
        rows.row(37, FORGE, "an address that a lax comparison trusts", "PortSwigger labs; RFC 8725 3.10")
                .refused(
                        SIGNATURE,
                        "an open redirect",
                        t -> forged(t).header("jku", t.issuer().jwkSetUri() + "?continue=" + t.trap("")))
                .refused(
                        SIGNATURE,
                        "userinfo",
                        t -> forged(t)
                                .header(
                                        "jku",
                                        "http://" + t.issuer().issuer().getAuthority() + "@" + t.trapAuthority()
                                                + "/jwks"))
                .refused(
                        SIGNATURE,
                        "a fragment",
                        t -> forged(t).header("jku", t.trap("#" + t.issuer().jwkSetUri())))
                .refused(
                        SIGNATURE,
                        "a query",
                        t -> forged(t).header("jku", t.trap("?" + t.issuer().jwkSetUri())))
                .refused(
                        SIGNATURE,
                        "a path that climbs",
                        t -> forged(t).header("jku", t.issuer().issuerUri() + "/../" + t.trapAuthority() + "/jwks"))
                .refused(
                        SIGNATURE,
                        "a backslash",
                        t -> forged(t).header("jku", "http://" + t.trapAuthority() + "\\@127.0.0.1/jwks"))
                .refused(SIGNATURE, "no scheme", t -> forged(t).header("jku", "//" + t.trapAuthority() + "/jwks"));
    }

    private static void certificates(AttackRows rows) {
        rows.row(39, FORGE, "a token that brings a certificate", "RFC 7515 4.1.6")
                .refused(SIGNATURE, "self-signed", t -> forged(t).header("x5c", certificate(t, 0, SERVER_AUTH)))
                .refused(SIGNATURE, "expired", t -> forged(t).header("x5c", certificate(t, -730, SERVER_AUTH)))
                .refused(SIGNATURE, "for another use", t -> forged(t).header("x5c", certificate(t, 0, CODE_SIGNING)))
                .refused(
                        SIGNATURE,
                        "of another key",
                        t -> forged(t).header("x5c", List.of(CertificateForgery.of(t.issuer(), t.now(), SERVER_AUTH))))
                .refused(SIGNATURE, "no certificate", t -> forged(t).header("x5c", List.of("AAAA")))
                .refused(SIGNATURE, "not in a list", t -> forged(t).header("x5c", "AAAA"));
    }

    private static void thumbprints(AttackRows rows) {
        String other = Texts.base64url(new byte[32]);
        rows.row(40, FORGE, "a thumbprint of another certificate", "RFC 7515 4.1.7, 4.1.8")
                .refused(SIGNATURE, "x5t#S256", t -> forged(t).header("x5t#S256", other))
                .refused(SIGNATURE, "x5t", t -> forged(t).header("x5t", Texts.base64url(new byte[20])))
                .accepted(
                        "x5t#S256, signed by the issuer: it chooses no key",
                        t -> t.good().header("x5t#S256", other));
    }

    private static void keyIdsThatAreRun(AttackRows rows) {
        rows.row(41, FORGE, "a key id that is a path", "PortSwigger labs; jwt_tool")
                .refused(
                        ALGORITHM,
                        "dev null and an empty secret",
                        t -> t.good().header("kid", "../../../../dev/null").signedBySecret(new byte[0]))
                .refused(UNKNOWN, "dev null", t -> t.good().header("kid", "../../../../dev/null"))
                .refused(UNKNOWN, "a key file", t -> t.good().header("kid", "/proc/self/environ"))
                .refused(UNKNOWN, "of Windows", t -> t.good().header("kid", "..\\..\\windows\\win.ini"));
        AttackRows.Row row = rows.row(42, FORGE, "a key id that is run", "RFC 8725 3.10; jwt_tool");
        Map<String, String> injections = Map.of(
                "SQL", "x' UNION SELECT 'a' --",
                "LDAP", "*)(uid=*))(|(uid=*",
                "NoSQL", "{\"$gt\":\"\"}",
                "shell", "x|/usr/bin/id;$(id)`id`",
                "JNDI", "${jndi:ldap://127.0.0.1:9/" + AttackTarget.CANARY + "}",
                "template", "#{7*7}{{7*7}}<%= 7*7 %>",
                "XML", "<!ENTITY x SYSTEM \"file:///etc/passwd\">");
        injections.keySet().stream()
                .sorted()
                .forEach(name -> row.refused(UNKNOWN, name, t -> t.good().header("kid", injections.get(name))));
    }

    private static void keyIdsThatAreRead(AttackRows rows) {
        String forgedLine = "x\r\n" + AttackTarget.CANARY + " access granted";
        rows.row(43, FORGE, "a key id that forges log lines", "CWE-117")
                .refused(UNKNOWN, "CR LF", t -> t.good().header("kid", forgedLine))
                .refused(UNKNOWN, "line separator", t -> t.good().header("kid", "x\u2028" + AttackTarget.CANARY))
                .refused(UNKNOWN, "ANSI", t -> t.good().header("kid", "\u001b[2J\u001b[31m" + AttackTarget.CANARY))
                .refused(UNKNOWN, "NUL", t -> t.good().header("kid", "es256-1\u0000"))
                .refused(UNKNOWN, "bidi", t -> t.good().header("kid", "\u202e" + AttackTarget.CANARY));
        rows.row(44, FORGE, "a key id that is an address", "rfc8725bis 3.10")
                .refused(UNKNOWN, "http", t -> forged(t).header("kid", t.trap("")))
                .refused(UNKNOWN, "ldap", t -> forged(t).header("kid", "ldap://" + t.trapAuthority()))
                .refused(UNKNOWN, "did", t -> forged(t).header("kid", "did:web:" + t.trapAuthority()));
    }

    private static void keyIdsOfNoKindOrSize(AttackRows rows) {
        rows.row(45, FORGE, "a key id of the wrong type or size", "RFC 7515 4.1.4")
                .refused(HEADER, "null", t -> t.good().header("kid", null))
                .refused(HEADER, "empty", t -> t.good().header("kid", ""))
                .refused(HEADER, "number", t -> t.good().header("kid", 1))
                .refused(
                        HEADER,
                        "array",
                        t -> t.good().header("kid", List.of(t.issuer().keyId("ES256"))))
                .refused(
                        HEADER,
                        "object",
                        t -> t.good().header("kid", Map.of("id", t.issuer().keyId("ES256"))))
                .refused(UNKNOWN, "800 characters", t -> t.good().header("kid", "x".repeat(800)))
                .refused("token.malformed", "2 KB", t -> t.good().header("kid", "x".repeat(2048)))
                .refused("token.too-long", "10 KB", t -> t.good().header("kid", "x".repeat(10_240)))
                .refused("token.too-long", "1 MB", t -> t.good().header("kid", "x".repeat(1 << 20)));
        rows.row(47, FORGE, "another key id on every token", "Spring 7.1 fetches for each; jwks-rsa; Okta")
                .refused(
                        UNKNOWN,
                        "random",
                        t -> t.good().header("kid", UUID.randomUUID().toString()));
    }

    private static void noKeyId(AttackRows rows) {
        rows.row(46, MISISSUE, "no key id: nobody tries one key after another", "RFC 7515 6; Nimbus tries all")
                .refused(
                        "token.unfit-key",
                        "two keys fit",
                        t -> t.good().algorithm("RS256").withoutHeader("kid"))
                .accepted("one key fits", t -> t.good().withoutHeader("kid"));
    }

    private static void almostEqualKeyIds(AttackRows rows) {
        rows.row(50, FORGE, "a key id that is almost a known one", "RFC 7515 4.1.4: case-sensitive")
                .refused(UNKNOWN, "case", t -> t.good().header("kid", keyId(t).toUpperCase(Locale.ROOT)))
                .refused(UNKNOWN, "a space behind", t -> t.good().header("kid", keyId(t) + " "))
                .refused(UNKNOWN, "a space before", t -> t.good().header("kid", " " + keyId(t)))
                .refused(UNKNOWN, "full width", t -> t.good().header("kid", keyId(t).replace('1', '\uff11')))
                .refused(UNKNOWN, "a character that vanishes", t -> t.good().header("kid", keyId(t) + "\u200d"))
                .refused(UNKNOWN, "a combining accent", t -> t.good().header("kid", keyId(t).replace("e", "e\u0301")))
                .refused(UNKNOWN, "the beginning", t -> t.good().header("kid", keyId(t).substring(0, 4)));
        rows.row(51, FORGE, "the key id of another issuer's key", "RFC 8725 3.8; Quarkus pull request 56319")
                .refused(
                        UNKNOWN,
                        "signed there",
                        t -> t.good().header("kid", t.stranger().keyId("ES256")).signedBy(t.stranger()));
    }

    /** {@return the good token, signed by the stranger: it is good for whoever uses the key that it brings} */
    private static TestToken forged(AttackTarget target) {
        return target.good().signedBy(target.stranger());
    }

    private static Map<String, Object> strangersKey(AttackTarget target) {
        Map<String, Object> jwk =
                target.stranger().signingKey("ES256").jwk().toPublicJWK().toJSONObject();
        jwk.put("kid", "mine");
        return jwk;
    }

    private static List<String> certificate(AttackTarget target, int days, String purpose) {
        return List.of(CertificateForgery.of(target.stranger(), target.now().plus(Duration.ofDays(days)), purpose));
    }

    private static String keyId(AttackTarget target) {
        return target.issuer().keyId("ES256");
    }
}
