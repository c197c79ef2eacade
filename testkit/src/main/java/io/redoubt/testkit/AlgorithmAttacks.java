package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;

import com.nimbusds.jose.util.Base64URL;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Group A, as far as the algorithm is the attack: none at all, a MAC, another one than the key's. */
final class AlgorithmAttacks {

    private static final String UNSIGNED = "token.unsigned";
    private static final String ALGORITHM = "token.algorithm-refused";
    private static final String UNFIT = "token.unfit-key";
    private static final String SIGNATURE = "token.bad-signature";
    private static final String HEADER = "token.header-malformed";

    private AlgorithmAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        none(rows);
        missingParts(rows);
        confusionWithRsa(rows);
        confusionWithOthers(rows);
        otherKeyTypes(rows);
        otherCurves(rows);
        noAlgorithmAtAll(rows);
        unknownAlgorithms(rows);
        return rows.attacks();
    }

    private static void none(AttackRows rows) {
        rows.row(1, FORGE, "an unsecured token", "RFC 8725 2.1; Wycheproof algIsNone; jwt_tool -X a; Micronaut, pac4j")
                .refused(UNSIGNED, "alg none", t -> t.good().unsigned())
                .refused(
                        UNSIGNED,
                        "alg none without kid",
                        t -> t.good().withoutHeader("kid").unsigned())
                .refused(
                        UNSIGNED,
                        "alg none and typ JWT",
                        t -> t.good().type("JWT").unsigned());
        AttackRows.Row spelled =
                rows.row(2, FORGE, "none, spelled differently", "rfc8725bis algorithm verification; jwt_tool -X a");
        Texts.named(
                        "nOnE", "nOnE",
                        "None", "None",
                        "NONE", "NONE",
                        "a space behind", "none ",
                        "a space before", " none",
                        "a NUL behind", "none\u0000",
                        "an accent", "n\u00f6ne")
                .forEach((name, text) -> spelled.refused(
                                ALGORITHM, name, t -> t.good().header("alg", text))
                        .refused(
                                UNSIGNED,
                                name + ", unsigned",
                                t -> t.good().header("alg", text).signature(new byte[0])));
        rows.row(3, FORGE, "none, with a signature kept", "Wycheproof rejectsNoneAlgorithm")
                .refused(ALGORITHM, "the token's own", t -> t.good().header("alg", "none"))
                .refused(
                        ALGORITHM,
                        "of another token",
                        t -> t.good()
                                .subject("admin")
                                .header("alg", "none")
                                .signatureOf(t.good().sign()));
    }

    private static void missingParts(AttackRows rows) {
        rows.row(4, FORGE, "the signature cut off", "jwt_tool -X n; FusionAuth issue 3")
                .refused(UNSIGNED, "ES256", t -> t.good().signature(new byte[0]))
                .refused(UNSIGNED, "RS256", t -> t.good().algorithm("RS256").signature(new byte[0]))
                .refusedText(UNSIGNED, "every part cut off", t -> "..");
        rows.row(5, FORGE, "too few parts", "Vert.x accepts two parts before it has keys")
                .refusedText("token.malformed", "two parts", t -> {
                    String token = t.good().sign();
                    return token.substring(0, token.lastIndexOf('.'));
                })
                .refusedText("token.malformed", "two parts and alg none", t -> {
                    String token = t.good().unsigned().sign();
                    return token.substring(0, token.lastIndexOf('.'));
                })
                .refusedText("token.malformed", "one part", t -> AttackTarget.CANARY);
    }

    private static void confusionWithRsa(AttackRows rows) {
        AttackRows.Row row = rows.row(
                6,
                FORGE,
                "a MAC with the RSA key that everybody can read",
                "RFC 8725 2.1; CVE-2015-9235; CVE-2022-29217; jwt_tool -X k");
        String line = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----";
        String pkcs1Line = "-----BEGIN RSA PUBLIC KEY-----\n%s\n-----END RSA PUBLIC KEY-----";
        row.refused(ALGORITHM, "DER", t -> mac(t, "RS256", rsa(t).getEncoded()))
                .refused(ALGORITHM, "PEM", t -> mac(t, "RS256", pem(line, rsa(t).getEncoded())))
                .refused(ALGORITHM, "PEM and a line end", t -> mac(t, "RS256", pem(line + "\n", rsa(t).getEncoded())))
                .refused(
                        ALGORITHM,
                        "PEM with CRLF",
                        t -> mac(t, "RS256", pem(line.replace("\n", "\r\n"), rsa(t).getEncoded())))
                .refused(
                        ALGORITHM,
                        "PEM without line ends",
                        t -> mac(t, "RS256", pem(line.replace("\n", ""), rsa(t).getEncoded())))
                .refused(ALGORITHM, "PKCS 1 DER", t -> mac(t, "RS256", pkcs1(t)))
                .refused(ALGORITHM, "PKCS 1 PEM", t -> mac(t, "RS256", pem(pkcs1Line, pkcs1(t))))
                .refused(ALGORITHM, "PKCS 1 PEM and a line end", t -> mac(t, "RS256", pem(pkcs1Line + "\n", pkcs1(t))))
                .refused(
                        ALGORITHM,
                        "the modulus",
                        t -> mac(t, "RS256", rsa(t).getModulus().toByteArray()))
                .refused(
                        ALGORITHM,
                        "DER of the ES256 key",
                        t -> mac(t, "ES256", t.issuer().publicKey("ES256").getEncoded()));
    }

    private static void confusionWithOthers(AttackRows rows) {
        rows.row(7, FORGE, "a MAC with the published JSON", "PyJWT GHSA-xgmm-8j9v-c9wx")
                .refused(
                        ALGORITHM,
                        "the JWK set",
                        t -> mac(t, "RS256", Texts.utf8(t.issuer().jwkSet())))
                .refused(ALGORITHM, "the JWK", t -> mac(t, "ES256", Texts.utf8(publicJwk(t, "ES256"))))
                .refused(
                        ALGORITHM,
                        "n of the JWK",
                        t -> mac(
                                t,
                                "RS256",
                                Texts.utf8(Base64URL.encode(rsa(t).getModulus()).toString())));
        rows.row(8, FORGE, "a MAC with the point of an EC key", "Wycheproof rejectsSymmetryConfusion")
                .refused(ALGORITHM, "uncompressed", t -> mac(t, "ES256", Der.joined(new byte[] {4}, x(t), y(t))))
                .refused(ALGORITHM, "x and y", t -> mac(t, "ES256", Der.joined(x(t), y(t))))
                .refused(ALGORITHM, "x", t -> mac(t, "ES256", x(t)))
                .refused(ALGORITHM, "x of the JWK", t -> mac(t, "ES256", Texts.utf8(Texts.base64url(x(t)))));
        rows.row(33, FORGE, "a MAC with a secret that everybody knows", "PortSwigger labs; jwt_tool -C; RFC 8725 3.5")
                .refused(ALGORITHM, "secret", t -> t.good().signedBySecret(Texts.utf8("secret")))
                .refused(ALGORITHM, "jwt.io", t -> t.good().signedBySecret(Texts.utf8("your-256-bit-secret")))
                .refused(ALGORITHM, "one zero", t -> t.good().signedBySecret(new byte[1]))
                .refused(ALGORITHM, "nothing", t -> t.good().signedBySecret(new byte[0]));
    }

    private static void otherKeyTypes(AttackRows rows) {
        rows.row(9, FORGE, "a key of another type", "rfc8725bis: the algorithm must fit the key")
                .refused(UNFIT, "RS256 with an EC key", t -> t.good().header("alg", "RS256"))
                .refused(
                        UNFIT,
                        "ES256 with an RSA key",
                        t -> t.good().algorithm("RS256").header("alg", "ES256"))
                .refused(
                        UNFIT,
                        "ES256 with an Ed25519 key",
                        t -> t.good().algorithm("EdDSA").header("alg", "ES256"))
                .refused(UNFIT, "EdDSA with an EC key", t -> t.good().header("alg", "EdDSA"));
        rows.row(
                        10,
                        FORGE,
                        "PSS where the key is for PKCS 1, or the reverse",
                        "RFC 7517 4.4; PyJWT GHSA-jq35-7prp-9v3f; Wycheproof UsingPS256, UsingRS256")
                .refused(
                        UNFIT,
                        "PS256 under the RS256 key",
                        t -> t.good()
                                .algorithm("PS256")
                                .header("kid", t.issuer().keyId("RS256"))
                                .signer(by(t, "RS256", SigningAlgorithm.PS256)))
                .refused(
                        UNFIT,
                        "RS256 under the PS256 key",
                        t -> t.good()
                                .algorithm("RS256")
                                .header("kid", t.issuer().keyId("PS256"))
                                .signer(by(t, "PS256", SigningAlgorithm.RS256)))
                .refused(
                        SIGNATURE,
                        "PSS in an RS256 token",
                        t -> t.good().algorithm("RS256").signer(by(t, "RS256", SigningAlgorithm.PS256)))
                .refused(
                        SIGNATURE,
                        "PKCS 1 in a PS256 token",
                        t -> t.good().algorithm("PS256").signer(by(t, "PS256", SigningAlgorithm.RS256)));
    }

    private static void otherCurves(AttackRows rows) {
        AttackRows.Row row = rows.row(11, FORGE, "an algorithm of another curve", "Wycheproof mismatchedAlgAndCurve")
                .refused(
                        UNFIT,
                        "ES256 on P-384",
                        t -> t.good()
                                .header("kid", t.issuer().keyId("ES384"))
                                .signer((name, input) ->
                                        t.issuer().signingKey("ES384").sign(input)));
        for (String name : List.of("ES384", "ES512", "ES256K", "ESP256", "Ed448")) {
            row.refused(ALGORITHM, name + " on P-256", t -> t.good().header("alg", name));
        }
        row.refused(ALGORITHM, "an algorithm that is not allowed", t -> t.good().algorithm("ES384"));
    }

    private static void noAlgorithmAtAll(AttackRows rows) {
        rows.row(25, FORGE, "no text for an algorithm", "RFC 7515 4.1.1")
                .refused(HEADER, "missing", t -> t.good().withoutHeader("alg"))
                .refused(HEADER, "null", t -> t.good().header("alg", null))
                .refused(HEADER, "empty", t -> t.good().header("alg", ""))
                .refused(HEADER, "number", t -> t.good().header("alg", 256))
                .refused(HEADER, "true", t -> t.good().header("alg", true))
                .refused(HEADER, "array", t -> t.good().header("alg", List.of("ES256")))
                .refused(HEADER, "array with none", t -> t.good().header("alg", List.of("ES256", "none")))
                .refused(HEADER, "object", t -> t.good().header("alg", Map.of("ES256", true)))
                .refused(ALGORITHM, "lower case", t -> t.good().header("alg", "es256"))
                .refused(ALGORITHM, "mixed case", t -> t.good().header("alg", "eDdSA"))
                .refused(ALGORITHM, "with a space", t -> t.good().header("alg", "ES256 "))
                .refused(
                        ALGORITHM,
                        "with a digit of another script",
                        t -> t.good().header("alg", "ES25\uff16"));
    }

    private static void unknownAlgorithms(AttackRows rows) {
        AttackRows.Row row = rows.row(
                26,
                FORGE,
                "an algorithm that is weak, unknown or not for signatures",
                "Wycheproof wrong_algorithm; Vert.x has RS1");
        List.of(
                        "RS1",
                        "HS1",
                        "HS256",
                        "HS384",
                        "HS512",
                        "RS384",
                        "RS512",
                        "PS384",
                        "PS512",
                        "ES521",
                        "ES224",
                        "SHA256withECDSA",
                        "RSA-OAEP",
                        "A128KW",
                        "A128GCM",
                        "dir",
                        "PBES2-HS256+A128KW",
                        "ML-DSA-44")
                .forEach(name -> row.refused(ALGORITHM, name, t -> t.good().header("alg", name)));
    }

    private static TestToken mac(AttackTarget target, String keyOf, byte[] secret) {
        return target.good().header("kid", target.issuer().keyId(keyOf)).signedBySecret(secret);
    }

    private static TokenSigner by(AttackTarget target, String keyOf, SigningAlgorithm algorithm) {
        return (ignored, input) ->
                algorithm.sign(target.issuer().signingKey(keyOf).privateKey(), input);
    }

    private static RSAPublicKey rsa(AttackTarget target) {
        return (RSAPublicKey) target.issuer().publicKey("RS256");
    }

    private static String publicJwk(AttackTarget target, String algorithm) {
        return target.issuer().signingKey(algorithm).jwk().toPublicJWK().toJSONString();
    }

    private static byte[] pem(String form, byte[] der) {
        String lineEnd = form.contains("\r") ? "\r\n" : "\n";
        String base64 = form.contains("\n")
                ? Base64.getMimeEncoder(64, Texts.utf8(lineEnd)).encodeToString(der)
                : Base64.getEncoder().encodeToString(der);
        return Texts.utf8(form.replace("%s", base64));
    }

    /** RFC 8017 appendix A.1.1: what RSA PUBLIC KEY holds. */
    private static byte[] pkcs1(AttackTarget target) {
        RSAPublicKey key = rsa(target);
        return Der.sequence(Der.integer(key.getModulus()), Der.integer(key.getPublicExponent()));
    }

    private static byte[] x(AttackTarget target) {
        return coordinate(target, true);
    }

    private static byte[] y(AttackTarget target) {
        return coordinate(target, false);
    }

    private static byte[] coordinate(AttackTarget target, boolean first) {
        var point = ((ECPublicKey) target.issuer().publicKey("ES256")).getW();
        byte[] both = Ecdsa.concatenated(point.getAffineX(), point.getAffineY());
        return first ? Arrays.copyOf(both, 32) : Arrays.copyOfRange(both, 32, 64);
    }
}
