package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;
import static io.redoubt.testkit.AttackTier.REPLAY;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Group D: encrypted tokens, none of which may be decrypted, whatever is in it. */
final class EncryptionAttacks {

    private static final String ENCRYPTED = "token.encrypted";

    private static final byte[] ZEROS = new byte[16];

    private EncryptionAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        encryptedForgeries(rows);
        fiveParts(rows);
        passwords(rows);
        bombs(rows);
        points(rows);
        paddings(rows);
        knownKeys(rows);
        tags(rows);
        confusedKeyWraps(rows);
        nested(rows);
        return rows.attacks();
    }

    private static void encryptedForgeries(AttackRows rows) {
        rows.row(99, FORGE, "an unsecured token, encrypted with the public key", "CVE-2026-29000 in pac4j")
                .refusedText(ENCRYPTED, "RSA-OAEP-256", t -> EncryptedForgery.forRsaKey(t, unsecured(t)))
                .refusedText(ENCRYPTED, "ECDH-ES", t -> EncryptedForgery.forEcKey(t, unsecured(t)));
        rows.row(100, FORGE, "claims alone, encrypted with the public key", "CVE-2023-51774; jose-jwt issue 237")
                .refusedText(ENCRYPTED, "RSA-OAEP-256", t -> EncryptedForgery.forRsaKey(t, claims(t)))
                .refusedText(ENCRYPTED, "ECDH-ES", t -> EncryptedForgery.forEcKey(t, claims(t)))
                .refusedText(
                        ENCRYPTED,
                        "with our type",
                        t -> EncryptedForgery.forRsaKey(
                                t, claims(t), header -> header.keyID(t.issuer().keyId("RS256"))));
    }

    private static void fiveParts(AttackRows rows) {
        rows.row(101, REPLAY, "any token of five parts", "rfc8725bis: what is not needed is not decrypted")
                .refusedText(
                        ENCRYPTED,
                        "a good token, encrypted",
                        t -> EncryptedForgery.forRsaKey(t, t.good().sign()))
                .refusedText(
                        ENCRYPTED,
                        "a good token's parts among them",
                        t -> t.good().sign() + ".AAAA.AAAA")
                .refusedText(ENCRYPTED, "no JSON in it", t -> "AAAA.AAAA.AAAA.AAAA.AAAA")
                .refusedText(ENCRYPTED, "nothing in it", t -> "....")
                .refusedText(
                        ENCRYPTED, "dir", t -> Texts.base64url("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + "..a.b.c");
    }

    private static void passwords(AttackRows rows) {
        rows.row(
                        102,
                        FORGE,
                        "a password to be hashed two billion times",
                        "CVE-2023-52428; CVE-2023-51775; CVE-2026-27932")
                .refusedText(ENCRYPTED, "p2c of 2 to the 31", t -> counting(t, "2147483648"))
                .refusedText(ENCRYPTED, "p2c of 2 to the 31 minus 1", t -> counting(t, "2147483647"))
                .refusedText(ENCRYPTED, "p2c of a million", t -> counting(t, "1000000"));
        rows.row(103, FORGE, "a password that is hashed once", "CVE-2023-31582")
                .refusedText(ENCRYPTED, "p2c of 1", t -> counting(t, "1"))
                .refusedText(ENCRYPTED, "p2c of 0", t -> counting(t, "0"))
                .refusedText(ENCRYPTED, "p2c of minus 1", t -> counting(t, "-1"));
    }

    private static void bombs(AttackRows rows) {
        rows.row(
                        104,
                        FORGE,
                        "little text that becomes much",
                        "CVE-2024-29371; CVE-2024-28176; rfc8725bis decompression; Nimbus limits input only")
                .refusedText(
                        ENCRYPTED,
                        "a megabyte of blanks",
                        t -> EncryptedForgery.forRsaKey(
                                t,
                                "{\"x\":\"" + " ".repeat(1 << 20) + "\"}",
                                header -> header.compressionAlgorithm(CompressionAlgorithm.DEF)));
    }

    private static void points(AttackRows rows) {
        rows.row(105, FORGE, "an ephemeral key that is no point", "Wycheproof invalidCurvePoint, x25519_jwk")
                .refusedText(ENCRYPTED, "off the curve", t -> ephemeral("EC", "P-256", "AQ", "\"y\":\"AQ\","))
                .refusedText(ENCRYPTED, "on another curve", t -> ephemeral("EC", "P-384", "AQ", "\"y\":\"AQ\","))
                .refusedText(ENCRYPTED, "the neutral point", t -> ephemeral("EC", "P-256", "", "\"y\":\"\","))
                .refusedText(ENCRYPTED, "X25519 of zero", t -> ephemeral("OKP", "X25519", "A".repeat(43), ""))
                .refusedText(ENCRYPTED, "X25519 of one", t -> ephemeral("OKP", "X25519", "AQ" + "A".repeat(41), ""));
    }

    private static void paddings(AttackRows rows) {
        AttackRows.Row row =
                rows.row(106, FORGE, "questions to a padding oracle", "RFC 7516 11.5; Wycheproof Pkcs15 groups");
        padding(row, "good", block -> block);
        padding(row, "first octet 1", block -> Texts.with(block, 0, 1));
        padding(row, "block type 0", block -> Texts.with(block, 1, 0));
        padding(row, "block type 1", block -> Texts.with(block, 1, 1));
        padding(row, "a zero in the first eight", block -> Texts.with(block, 5, 0));
        padding(row, "a zero at once", block -> Texts.with(block, 2, 0));
        padding(row, "no zero", block -> Texts.with(block, block.length - 33, 1));
        padding(row, "a key too short", block -> Texts.with(block, block.length - 31, 0));
        padding(row, "a key too long", block -> Texts.with(block, block.length - 40, 0));
        padding(row, "no key", block -> Texts.with(Texts.with(block, block.length - 33, 1), block.length - 1, 0));
        padding(row, "the number 0", block -> new byte[block.length]);
        padding(row, "the number 1", block -> Texts.with(new byte[block.length], block.length - 1, 1));
    }

    private static void knownKeys(AttackRows rows) {
        rows.row(107, FORGE, "encrypted with a secret that is none", "confusion of signing and encryption")
                .refusedText(
                        ENCRYPTED,
                        "dir with zeros",
                        t -> EncryptedForgery.direct(new byte[32], t.good().sign(), EncryptionMethod.A256GCM))
                .refusedText(
                        ENCRYPTED,
                        "dir with the public key",
                        t -> EncryptedForgery.direct(
                                RsaForgery.sha256(t.issuer().publicKey("ES256").getEncoded()),
                                claims(t),
                                EncryptionMethod.A256GCM))
                .refusedText(
                        ENCRYPTED,
                        "A128KW with zeros",
                        t -> EncryptedForgery.wrapped(JWEAlgorithm.A128KW, ZEROS, claims(t)))
                .refusedText(
                        ENCRYPTED,
                        "a password that everybody knows",
                        t -> EncryptedForgery.byPassword("secret", claims(t)));
    }

    private static void tags(AttackRows rows) {
        AttackRows.Row row = rows.row(108, FORGE, "a tag or a nonce of another length", "Wycheproof rejectsTruncated");
        for (int length : List.of(0, 1, 4, 8, 12, 15)) {
            row.refusedText(
                    ENCRYPTED,
                    "a tag of " + length + " octets",
                    t -> EncryptedForgery.withPart(
                            direct(t, EncryptionMethod.A256GCM), 4, tag -> Arrays.copyOf(tag, length)));
        }
        for (int length : List.of(0, 8, 11, 13, 16)) {
            row.refusedText(
                    ENCRYPTED,
                    "a nonce of " + length + " octets",
                    t -> EncryptedForgery.withPart(
                            direct(t, EncryptionMethod.A256GCM), 2, nonce -> Arrays.copyOf(nonce, length)));
        }
        rows.row(109, FORGE, "a ciphertext that was changed", "Wycheproof ModifiedHmac")
                .refusedText(
                        ENCRYPTED,
                        "the tag of CBC",
                        t -> EncryptedForgery.withPart(
                                direct(t, EncryptionMethod.A128CBC_HS256), 4, tag -> Texts.with(tag, 0, tag[0] ^ 1)))
                .refusedText(
                        ENCRYPTED,
                        "the padding of CBC",
                        t -> EncryptedForgery.withPart(
                                direct(t, EncryptionMethod.A128CBC_HS256),
                                3,
                                text -> Texts.with(text, text.length - 17, 0)))
                .refusedText(
                        ENCRYPTED,
                        "the text of GCM",
                        t -> EncryptedForgery.withPart(
                                direct(t, EncryptionMethod.A256GCM), 3, text -> Texts.with(text, 0, text[0] ^ 1)));
    }

    private static void confusedKeyWraps(AttackRows rows) {
        rows.row(110, FORGE, "a key that was wrapped in another way", "Wycheproof WrongCipher")
                .refusedText(
                        ENCRYPTED,
                        "A128KW read as A128GCMKW",
                        t -> EncryptedForgery.withHeader(
                                EncryptedForgery.wrapped(JWEAlgorithm.A128KW, ZEROS, claims(t)),
                                header -> header.replace("A128KW", "A128GCMKW")))
                .refusedText(
                        ENCRYPTED,
                        "A128GCMKW read as A128KW",
                        t -> EncryptedForgery.withHeader(
                                EncryptedForgery.wrapped(JWEAlgorithm.A128GCMKW, ZEROS, claims(t)),
                                header -> header.replace("A128GCMKW", "A128KW")));
    }

    private static void nested(AttackRows rows) {
        AttackRows.Row row = rows.row(111, REPLAY, "encrypted more than once", "rfc8725bis nested tokens");
        for (int depth = 2; depth <= 4; depth++) {
            int levels = depth;
            row.refusedText(ENCRYPTED, levels + " times", t -> {
                String token = t.good().sign();
                for (int i = 0; i < levels; i++) {
                    token = EncryptedForgery.forEcKey(t, token);
                }
                return token;
            });
        }
    }

    private static String unsecured(AttackTarget target) {
        return target.good().subject("admin").unsigned().sign();
    }

    private static String claims(AttackTarget target) {
        return Texts.decoded(Texts.parts(target.good().subject("admin").sign())[1]);
    }

    private static String direct(AttackTarget target, EncryptionMethod method) {
        return EncryptedForgery.direct(new byte[32], claims(target), method);
    }

    private static String counting(AttackTarget target, String count) {
        return EncryptedForgery.withHeader(
                EncryptedForgery.byPassword("secret", claims(target)),
                header -> header.replace("\"p2c\":1000", "\"p2c\":" + count));
    }

    private static String ephemeral(String type, String curve, String x, String y) {
        String header = "{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\",\"epk\":{\"kty\":\"" + type + "\"," + y + "\"crv\":\""
                + curve + "\",\"x\":\"" + x + "\"}}";
        return Texts.base64url(header) + ".." + Texts.base64url(new byte[12]) + ".AAAA." + Texts.base64url(ZEROS);
    }

    private static void padding(AttackRows.Row row, String form, UnaryOperator<byte[]> change) {
        row.refusedText(ENCRYPTED, form, t -> {
            byte[] block = new byte[256];
            Arrays.fill(block, (byte) 0x5a);
            block[0] = 0;
            block[1] = 2;
            block[block.length - 33] = 0; // a key of 32 octets for A128CBC-HS256
            return EncryptedForgery.withEncryptedKey(t, change.apply(block));
        });
    }
}
