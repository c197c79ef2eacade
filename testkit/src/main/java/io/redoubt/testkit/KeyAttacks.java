package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;
import static io.redoubt.testkit.AttackTier.MISISSUE;
import static io.redoubt.testkit.AttackTier.REPLAY;

import java.util.List;

/** Groups A and B, as far as a key is the attack: one that must not be used, or another one than the issuer's. */
final class KeyAttacks {

    private static final String UNKNOWN = "token.unknown-key";
    private static final String SIGNATURE = "token.bad-signature";
    private static final String ALGORITHM = "token.algorithm-refused";

    private KeyAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        weakKeys(rows);
        secrets(rows);
        otherUses(rows);
        twins(rows);
        otherIssuers(rows);
        serialisations(rows);
        unencodedPayloads(rows);
        return rows.attacks();
    }

    private static void weakKeys(AttackRows rows) {
        rows.row(
                        19,
                        FORGE,
                        "an RSA key that is too short",
                        "RFC 7518 3.3; Wycheproof key tc8; Nimbus and Spring accept it")
                .refused(UNKNOWN, "1024 bits", t -> t.under("rsa-1024"));
        rows.row(
                        20,
                        FORGE,
                        "a key of a broken generator",
                        "CVE-2017-15361 (ROCA); Wycheproof key tc7; Nimbus accepts it")
                .refused(UNKNOWN, "2048 bits", t -> t.under("rsa-roca"));
        rows.row(90, FORGE, "a key whose private half is published", "rfc8725bis 3.8; mock-oauth2-server, RFCs, jwt.io")
                .refused(UNKNOWN, "RFC 7515 A.3", t -> t.under("ec-rfc7515"));
        rows.row(21, FORGE, "an RSA exponent that is no exponent", "Wycheproof rejectsPublicExponent1; FIPS 186-5 5.1")
                .refused(UNKNOWN, "1", t -> t.under("rsa-e1"))
                .refused(UNKNOWN, "3", t -> t.under("rsa-e3"))
                .refused(UNKNOWN, "65536", t -> t.under("rsa-even"));
        rows.row(23, FORGE, "a point that is not on its curve", "Wycheproof invalid_point")
                .refused(UNKNOWN, "P-256", t -> t.under("ec-off-curve"));
    }

    private static void secrets(AttackRows rows) {
        rows.row(
                        22,
                        FORGE,
                        "a MAC under a secret that the JWK set publishes",
                        "RFC 8725 3.5; Wycheproof key_too_short; Okta")
                .refused(ALGORITHM, "4 octets", t -> t.under("oct-short"))
                .refused(ALGORITHM, "empty", t -> t.under("oct-empty"))
                .refused(ALGORITHM, "a word", t -> t.under("oct-word"))
                .refused(ALGORITHM, "the secret of jwt.io", t -> t.under("oct-jwt-io"));
        rows.row(
                        49,
                        FORGE,
                        "secrets and public keys in one JWK set",
                        "Wycheproof mixedSymmetryKeyset; Nimbus accepts it")
                .refused(ALGORITHM, "a good secret", t -> t.under("oct-beside-others"))
                .refused(
                        UNKNOWN,
                        "the id of the secret on an ES256 token",
                        t -> t.good().header("kid", "oct-beside-others"));
        rows.row(190, FORGE, "a JWK set with secrets in it", "Nimbus and Okta accept it")
                .refused(UNKNOWN, "a private EC key", t -> t.under("ec-private"));
    }

    private static void otherUses(AttackRows rows) {
        rows.row(
                        27,
                        MISISSUE,
                        "a key that is not for signatures",
                        "RFC 7517 4.2; Wycheproof tc355, tc356; Nimbus ignores key_ops")
                .refused(UNKNOWN, "use enc", t -> t.under("ec-use-enc"))
                .refused(UNKNOWN, "use enc and RSA", t -> t.under("rsa-enc"))
                .refused(UNKNOWN, "key_ops deriveBits", t -> t.under("ec-ops-derive"))
                .refused(UNKNOWN, "key_ops sign", t -> t.under("ec-ops-sign"))
                .refused(UNKNOWN, "alg ECDH-ES", t -> t.under("ec-alg-ecdh"));
    }

    private static void twins(AttackRows rows) {
        rows.row(
                        48,
                        MISISSUE,
                        "one key id for two keys",
                        "RFC 7517 4.5; Wycheproof key tc4; Nimbus and Spring accept it")
                .refused(UNKNOWN, "of one type", t -> t.under("twin"))
                .refused(UNKNOWN, "of two types", t -> t.under("twin-of-another-type"));
    }

    private static void otherIssuers(AttackRows rows) {
        rows.row(28, FORGE, "the key of one issuer, the name of another", "RFC 8725 3.8")
                .refused(SIGNATURE, "a stranger signs", AttackTarget::strangersInOurName)
                .refused(
                        SIGNATURE,
                        "a stranger signs the good token",
                        t -> t.good().signedBy(t.stranger()))
                .refused(
                        SIGNATURE,
                        "a stranger signs, no kid",
                        t -> t.good().withoutHeader("kid").signedBy(t.stranger()))
                .refused(
                        "token.wrong-issuer",
                        "the issuer signs for a stranger",
                        t -> t.good().claim("iss", t.stranger().issuerUri()));
        rows.row(32, REPLAY, "the signature of another token", "RFC 7515 5.2")
                .refused(
                        SIGNATURE,
                        "another subject",
                        t -> t.good().subject("admin").signatureOf(t.good().sign()))
                .refused(
                        SIGNATURE,
                        "another scope",
                        t -> t.good()
                                .scope("orders:read", "admin")
                                .signatureOf(t.good().sign()))
                .refused(
                        SIGNATURE,
                        "another header",
                        t -> t.good().header("x", 1).signatureOf(t.good().sign()))
                .refusedText(SIGNATURE, "the signing input of a token as a part of another", t -> {
                    String[] good = Texts.parts(t.good().sign());
                    String[] other = Texts.parts(t.good().subject("bob").sign());
                    return good[0] + "." + other[1] + "." + good[2];
                });
    }

    private static void serialisations(AttackRows rows) {
        rows.row(30, REPLAY, "a good signature in JSON", "RFC 7515 7.2; rfc8725bis format confusion; CVE-2022-39227")
                .refusedText(
                        AttackAnswer.NO_BEARER_TOKEN,
                        "flattened",
                        t -> flattened(t.good().sign()))
                .refusedText(
                        AttackAnswer.NO_BEARER_TOKEN,
                        "general",
                        t -> general(t.good().sign()))
                .refusedText(
                        "token.malformed",
                        "flattened in base64url",
                        t -> Texts.base64url(flattened(t.good().sign())))
                .refusedText("token.header-malformed", "flattened, in each of three parts", t -> {
                    String part = Texts.base64url(flattened(t.good().sign()));
                    return part + "." + part + "." + part;
                });
        rows.row(
                        31,
                        FORGE,
                        "one text that two readers read as two tokens",
                        "rfc8725bis format confusion; CVE-2022-39227")
                .refusedText(
                        AttackAnswer.NO_BEARER_TOKEN,
                        "a forged token as a member's name",
                        t -> twoFaced(
                                t.good().sign(),
                                t.good()
                                        .subject("admin")
                                        .signature(new byte[64])
                                        .sign()))
                .refusedText(AttackAnswer.NO_BEARER_TOKEN, "a forged payload between two dots", t -> {
                    String[] parts = Texts.parts(t.good().sign());
                    String forged = Texts.parts(t.good().subject("admin").sign())[1];
                    return "{\"" + parts[0] + "." + forged + ".\":\"\",\"protected\":\"" + parts[0]
                            + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2] + "\"}";
                });
    }

    private static void unencodedPayloads(AttackRows rows) {
        rows.row(29, FORGE, "a payload that is not encoded, or not there", "RFC 7797 7; JOSE cookbook 4.5")
                .refused("token.header-refused", "b64 false", t -> t.good().header("b64", false))
                .refused("token.header-refused", "b64 true", t -> t.good().header("b64", true))
                .refused(
                        "token.header-refused",
                        "b64 false and critical",
                        t -> t.good().header("b64", false).header("crit", List.of("b64")))
                .refusedText("token.malformed", "detached", t -> {
                    String[] parts = Texts.parts(t.good().sign());
                    return parts[0] + ".." + parts[2];
                })
                .refusedText(
                        "token.malformed",
                        "detached, no header either",
                        t -> ".." + Texts.parts(t.good().sign())[2])
                .refusedText(AttackAnswer.NO_BEARER_TOKEN, "JSON in plain text", t -> {
                    String[] parts = Texts.parts(t.good().header("b64", false).sign());
                    return parts[0] + ".{\"sub\":\"admin\"}." + parts[2];
                });
    }

    private static String flattened(String token) {
        String[] parts = Texts.parts(token);
        return "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                + "\"}";
    }

    private static String general(String token) {
        String[] parts = Texts.parts(token);
        return "{\"payload\":\"" + parts[1] + "\",\"signatures\":[{\"protected\":\"" + parts[0] + "\",\"signature\":\""
                + parts[2] + "\"}]}";
    }

    private static String twoFaced(String good, String forged) {
        return "{\"" + forged + "\":\"\"," + flattened(good).substring(1);
    }
}
