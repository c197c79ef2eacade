package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;
import static io.redoubt.testkit.AttackTier.RESPELL;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Group A, as far as the numbers of the signature are the attack. */
final class SignatureAttacks {

    private static final String SIGNATURE = "token.bad-signature";

    /** The order of Ed25519's base point, with the least octet first (RFC 8032 §5.1). */
    private static final BigInteger ED25519_ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private SignatureAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        psychicSignatures(rows);
        outOfRange(rows);
        wrongLengths(rows);
        otherEncodings(rows);
        paddings(rows);
        digests(rows);
        rsaNumbers(rows);
        pss(rows);
        ed25519(rows);
        return rows.attacks();
    }

    private static void psychicSignatures(AttackRows rows) {
        rows.row(12, FORGE, "an ECDSA signature of zeros", "CVE-2022-21449")
                .refused(SIGNATURE, "64 zeros", t -> t.good().subject("admin").signature(new byte[64]))
                .refused(
                        SIGNATURE,
                        "r and s the order",
                        t -> t.good().signature(Ecdsa.concatenated(Ecdsa.ORDER, Ecdsa.ORDER)));
        rows.row(13, FORGE, "an ECDSA signature of zeros in DER", "CVE-2022-21449; OWASP WSTG pull request 930")
                .refused(
                        SIGNATURE,
                        "MAYCAQACAQA",
                        t -> t.good().signature(HexFormat.of().parseHex("3006020100020100")))
                .refused(
                        SIGNATURE,
                        "MAYCAQACAQA filled up with zeros",
                        t -> t.good().signature(Arrays.copyOf(HexFormat.of().parseHex("3006020100020100"), 64)));
    }

    private static void outOfRange(AttackRows rows) {
        AttackRows.Row row = rows.row(14, FORGE, "r or s where no signature has it", "Wycheproof SpecialCaseEs256");
        Map<String, BigInteger> special = new TreeMap<>(Map.of(
                "0",
                BigInteger.ZERO,
                "1",
                BigInteger.ONE,
                "n minus 1",
                Ecdsa.ORDER.subtract(BigInteger.ONE),
                "n",
                Ecdsa.ORDER,
                "n plus 1",
                Ecdsa.ORDER.add(BigInteger.ONE),
                "2 to the 256 minus 1",
                BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE)));
        special.forEach((name, number) -> {
            row.refused(
                    SIGNATURE,
                    "r is " + name,
                    t -> t.good().rewriteSignature(good -> Ecdsa.concatenated(number, Ecdsa.s(good))));
            row.refused(
                    SIGNATURE,
                    "s is " + name,
                    t -> t.good().rewriteSignature(good -> Ecdsa.concatenated(Ecdsa.r(good), number)));
            special.forEach((other, second) -> row.refused(
                    SIGNATURE,
                    "r is " + name + " and s is " + other,
                    t -> t.good().signature(Ecdsa.concatenated(number, second))));
        });
        row.refused(
                SIGNATURE,
                "r and s change places",
                t -> t.good().rewriteSignature(good -> Ecdsa.concatenated(Ecdsa.s(good), Ecdsa.r(good))));
    }

    private static void wrongLengths(AttackRows rows) {
        AttackRows.Row row = rows.row(14, FORGE, "r or s where no signature has it", "Wycheproof SpecialCaseEs256");
        for (int length : List.of(1, 8, 32, 63, 65, 96, 128, 132)) {
            row.refused(
                    SIGNATURE, length + " octets", t -> t.good().rewriteSignature(good -> Arrays.copyOf(good, length)));
        }
        row.refused(
                SIGNATURE,
                "66 octets with a zero before each number",
                t -> t.good()
                        .rewriteSignature(good -> Der.joined(
                                new byte[1], Arrays.copyOf(good, 32), new byte[1], Arrays.copyOfRange(good, 32, 64))));
        for (String algorithm : List.of("RS256", "PS256", "EdDSA")) {
            row.refused(
                    SIGNATURE,
                    "64 zeros in " + algorithm,
                    t -> t.good().algorithm(algorithm).signature(new byte[64]));
            row.refused(
                    SIGNATURE,
                    "256 zeros in " + algorithm,
                    t -> t.good().algorithm(algorithm).signature(new byte[256]));
        }
    }

    private static void otherEncodings(AttackRows rows) {
        rows.row(15, RESPELL, "a good signature in DER", "RFC 7518 3.4; Vert.x accepts it")
                .refused(SIGNATURE, "ES256", t -> t.good().rewriteSignature(Ecdsa::der));
        rows.row(
                        16,
                        RESPELL,
                        "the other half of a pair of signatures",
                        "OWASP CheatSheetSeries pull request 2242: it is the same token, for deny-lists too; Nimbus accepts it")
                .accepted("r and n minus s", t -> t.good().rewriteSignature(Ecdsa::twin));
    }

    private static void paddings(AttackRows rows) {
        AttackRows.Row row = rows.row(
                17, FORGE, "a padding of PKCS 1 that is almost right", "RFC 8017 8.2.2; Wycheproof ModifiedPadding");
        padding(row, "garbage behind the digest", (info, length) -> RsaForgery.padded(info, new byte[100], length));
        padding(
                row,
                "garbage behind eight octets of padding",
                (info, length) -> RsaForgery.padded(info, new byte[length - 3 - 8 - info.length], length));
        padding(row, "one octet of garbage", (info, length) -> RsaForgery.padded(info, new byte[] {1}, length));
        padding(row, "block type 0", (info, length) -> with(RsaForgery.padded(info, length), 1, 0));
        padding(row, "block type 2", (info, length) -> with(RsaForgery.padded(info, length), 1, 2));
        padding(row, "a first octet of 1", (info, length) -> with(RsaForgery.padded(info, length), 0, 1));
        padding(row, "a zero amid the padding", (info, length) -> with(RsaForgery.padded(info, length), 20, 0));
        padding(row, "a padding of zeros", (info, length) -> zeros(RsaForgery.padded(info, length), info.length));
        padding(
                row,
                "an octet of the padding changed",
                (info, length) -> with(RsaForgery.padded(info, length), 9, 0xfe));
        padding(
                row,
                "no zero behind the padding",
                (info, length) -> with(RsaForgery.padded(info, length), length - info.length - 1, 0xff));
    }

    private static void digests(AttackRows rows) {
        AttackRows.Row row = rows.row(
                17, FORGE, "a padding of PKCS 1 that is almost right", "RFC 8017 8.2.2; Wycheproof ModifiedPadding");
        padding(
                row,
                "the bare digest",
                (info, length) -> RsaForgery.padded(Arrays.copyOfRange(info, info.length - 32, info.length), length));
        padding(row, "the identifier of SHA-512", (info, length) -> RsaForgery.padded(with(info, 14, 3), length));
        padding(row, "the identifier of SHA-224", (info, length) -> RsaForgery.padded(with(info, 14, 4), length));
        padding(
                row,
                "a digest of another text",
                (info, length) -> RsaForgery.padded(with(info, 25, info[25] ^ 1), length));
        padding(row, "a longer outer length", (info, length) -> RsaForgery.padded(with(info, 1, 0x32), length));
        padding(row, "parameters that are not null", (info, length) -> RsaForgery.padded(with(info, 15, 4), length));
        padding(
                row,
                "a digest that is cut",
                (info, length) -> RsaForgery.padded(
                        with(with(Arrays.copyOf(info, info.length - 16), 1, 0x21), 18, 0x10), length));
        row.refused(
                SIGNATURE,
                "SHA-1",
                t -> rsa(t).rewriteSignature(good -> good)
                        .signer((name, input) -> raw(
                                t,
                                RsaForgery.padded(
                                        Der.joined(
                                                HexFormat.of().parseHex("3021300906052b0e03021a05000414"),
                                                RsaForgery.digest("SHA-1", input)),
                                        256))));
    }

    private static void rsaNumbers(AttackRows rows) {
        AttackRows.Row row = rows.row(
                17, FORGE, "a padding of PKCS 1 that is almost right", "RFC 8017 8.2.2; Wycheproof ModifiedPadding");
        number(row, "0", (signature, modulus) -> BigInteger.ZERO);
        number(row, "1", (signature, modulus) -> BigInteger.ONE);
        number(row, "the modulus", (signature, modulus) -> modulus);
        number(row, "the modulus minus 1", (signature, modulus) -> modulus.subtract(BigInteger.ONE));
        number(row, "the modulus minus the signature", (signature, modulus) -> modulus.subtract(signature));
        row.refused(
                        SIGNATURE,
                        "the modulus added to the number",
                        t -> rsa(t).rewriteSignature(good ->
                                RsaForgery.fixed(new BigInteger(1, good).add(key(t).getModulus()), 257)))
                .refused(
                        SIGNATURE,
                        "a zero before the number",
                        t -> rsa(t).rewriteSignature(good -> Der.joined(new byte[1], good)))
                .refused(
                        SIGNATURE,
                        "a zero behind the number",
                        t -> rsa(t).rewriteSignature(good -> Arrays.copyOf(good, 257)))
                .refused(
                        SIGNATURE,
                        "the last octet cut off",
                        t -> rsa(t).rewriteSignature(good -> Arrays.copyOf(good, 255)));
    }

    private static void pss(AttackRows rows) {
        AttackRows.Row row = rows.row(
                18, FORGE, "a PSS signature with other parameters", "RFC 7518 3.5; Wycheproof ModifiedSignature");
        row.refused(SIGNATURE, "no salt", t -> pss(t, "SHA-256", MGF1ParameterSpec.SHA256, 0))
                .refused(SIGNATURE, "a salt of 20 octets", t -> pss(t, "SHA-256", MGF1ParameterSpec.SHA256, 20))
                .refused(SIGNATURE, "a salt of 31 octets", t -> pss(t, "SHA-256", MGF1ParameterSpec.SHA256, 31))
                .refused(SIGNATURE, "a salt of 64 octets", t -> pss(t, "SHA-256", MGF1ParameterSpec.SHA256, 64))
                .refused(SIGNATURE, "MGF1 with SHA-1", t -> pss(t, "SHA-256", MGF1ParameterSpec.SHA1, 32))
                .refused(SIGNATURE, "MGF1 with SHA-512", t -> pss(t, "SHA-256", MGF1ParameterSpec.SHA512, 32))
                .refused(SIGNATURE, "SHA-1", t -> pss(t, "SHA-1", MGF1ParameterSpec.SHA1, 20))
                .refused(SIGNATURE, "SHA-512", t -> pss(t, "SHA-512", MGF1ParameterSpec.SHA512, 64))
                .refused(
                        SIGNATURE,
                        "one bit changed",
                        t -> t.good().algorithm("PS256").rewriteSignature(good -> with(good, 128, good[128] ^ 1)));
    }

    private static void ed25519(AttackRows rows) {
        UnaryOperator<byte[]> orderAdded = good -> {
            BigInteger s = littleEndian(Arrays.copyOfRange(good, 32, 64)).add(ED25519_ORDER);
            return Der.joined(Arrays.copyOf(good, 32), littleEndian(s));
        };
        byte[] neutral = Arrays.copyOf(new byte[] {1}, 32);
        rows.row(
                        24,
                        FORGE,
                        "an Ed25519 signature that only a lax verifier takes",
                        "RFC 8032 5.1.7; Wycheproof ed25519_test")
                .refused(SIGNATURE, "S with the order added", t -> ed25519(t, orderAdded))
                .refused(SIGNATURE, "S of zero", t -> ed25519(t, good -> Arrays.copyOf(Arrays.copyOf(good, 32), 64)))
                .refused(
                        SIGNATURE,
                        "S of all ones",
                        t -> ed25519(
                                t,
                                good -> Der.joined(
                                        Arrays.copyOf(good, 32), HexFormat.of().parseHex("ff".repeat(32)))))
                .refused(
                        SIGNATURE,
                        "R of small order",
                        t -> ed25519(t, good -> Der.joined(neutral, Arrays.copyOfRange(good, 32, 64))))
                .refused(
                        SIGNATURE,
                        "R of small order and S of zero",
                        t -> ed25519(t, good -> Arrays.copyOf(neutral, 64)))
                .refused(SIGNATURE, "R that is no point", t -> ed25519(t, good -> with(good, 31, 0x7f)))
                .refused(SIGNATURE, "63 octets", t -> ed25519(t, good -> Arrays.copyOf(good, 63)))
                .refused(SIGNATURE, "65 octets", t -> ed25519(t, good -> Arrays.copyOf(good, 65)))
                .refused("token.unknown-key", "a key of small order", t -> t.under("ed-small-order"));
    }

    private static void padding(AttackRows.Row row, String form, BiFunction<byte[], Integer, byte[]> encoding) {
        row.refused(
                SIGNATURE,
                form,
                t -> rsa(t).signer((name, input) -> {
                    byte[] info = Der.joined(RsaForgery.SHA256_INFO, RsaForgery.sha256(input));
                    return raw(t, encoding.apply(info, 256));
                }));
    }

    private static void number(AttackRows.Row row, String form, BiFunction<BigInteger, BigInteger, BigInteger> change) {
        row.refused(
                SIGNATURE,
                "the number is " + form,
                t -> rsa(t).rewriteSignature(good ->
                        RsaForgery.fixed(change.apply(new BigInteger(1, good), key(t).getModulus()), 256)));
    }

    private static TestToken rsa(AttackTarget target) {
        return target.good().algorithm("RS256");
    }

    private static RSAPrivateKey key(AttackTarget target) {
        return (RSAPrivateKey) target.issuer().signingKey("RS256").privateKey();
    }

    private static byte[] raw(AttackTarget target, byte[] encoded) {
        return RsaForgery.signed(encoded, key(target));
    }

    private static TestToken ed25519(AttackTarget target, UnaryOperator<byte[]> change) {
        return target.good().algorithm("EdDSA").rewriteSignature(change);
    }

    private static TestToken pss(AttackTarget target, String digest, MGF1ParameterSpec mask, int saltBytes) {
        return target.good().algorithm("PS256").signer((name, input) -> {
            try {
                Signature signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec(digest, "MGF1", mask, saltBytes, 1));
                signature.initSign(target.issuer().signingKey("PS256").privateKey());
                signature.update(input);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no RSASSA-PSS with " + digest, e);
            }
        });
    }

    private static byte[] with(byte[] bytes, int place, int value) {
        byte[] changed = bytes.clone();
        changed[place] = (byte) value;
        return changed;
    }

    private static byte[] zeros(byte[] encoded, int infoLength) {
        byte[] changed = encoded.clone();
        Arrays.fill(changed, 2, changed.length - infoLength - 1, (byte) 0);
        return changed;
    }

    private static BigInteger littleEndian(byte[] octets) {
        return new BigInteger(1, reversed(octets));
    }

    private static byte[] littleEndian(BigInteger number) {
        return reversed(RsaForgery.fixed(number, 32));
    }

    private static byte[] reversed(byte[] octets) {
        byte[] reversed = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            reversed[i] = octets[octets.length - 1 - i];
        }
        return reversed;
    }
}
