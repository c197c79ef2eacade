package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;

/** Group A, as far as the padding or the number of an RSA signature is the attack. */
final class RsaAttacks {

    private static final String SIGNATURE = "token.bad-signature";

    private RsaAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        paddings(rows);
        digests(rows);
        rsaNumbers(rows);
        pss(rows);
        return rows.attacks();
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
        padding(row, "block type 0", (info, length) -> Texts.with(RsaForgery.padded(info, length), 1, 0));
        padding(row, "block type 2", (info, length) -> Texts.with(RsaForgery.padded(info, length), 1, 2));
        padding(row, "a first octet of 1", (info, length) -> Texts.with(RsaForgery.padded(info, length), 0, 1));
        padding(row, "a zero amid the padding", (info, length) -> Texts.with(RsaForgery.padded(info, length), 20, 0));
        padding(row, "a padding of zeros", (info, length) -> zeros(RsaForgery.padded(info, length), info.length));
        padding(
                row,
                "an octet of the padding changed",
                (info, length) -> Texts.with(RsaForgery.padded(info, length), 9, 0xfe));
        padding(
                row,
                "no zero behind the padding",
                (info, length) -> Texts.with(RsaForgery.padded(info, length), length - info.length - 1, 0xff));
    }

    private static void digests(AttackRows rows) {
        AttackRows.Row row = rows.row(
                17, FORGE, "a padding of PKCS 1 that is almost right", "RFC 8017 8.2.2; Wycheproof ModifiedPadding");
        padding(
                row,
                "the bare digest",
                (info, length) -> RsaForgery.padded(Arrays.copyOfRange(info, info.length - 32, info.length), length));
        padding(row, "the identifier of SHA-512", (info, length) -> RsaForgery.padded(Texts.with(info, 14, 3), length));
        padding(row, "the identifier of SHA-224", (info, length) -> RsaForgery.padded(Texts.with(info, 14, 4), length));
        padding(
                row,
                "a digest of another text",
                (info, length) -> RsaForgery.padded(Texts.with(info, 25, info[25] ^ 1), length));
        padding(row, "a longer outer length", (info, length) -> RsaForgery.padded(Texts.with(info, 1, 0x32), length));
        padding(
                row,
                "parameters that are not null",
                (info, length) -> RsaForgery.padded(Texts.with(info, 15, 4), length));
        padding(
                row,
                "a digest that is cut",
                (info, length) -> RsaForgery.padded(
                        Texts.with(Texts.with(Arrays.copyOf(info, info.length - 16), 1, 0x21), 18, 0x10), length));
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
                        t -> t.good()
                                .algorithm("PS256")
                                .rewriteSignature(good -> Texts.with(good, 128, good[128] ^ 1)));
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

    private static byte[] zeros(byte[] encoded, int infoLength) {
        byte[] changed = encoded.clone();
        Arrays.fill(changed, 2, changed.length - infoLength - 1, (byte) 0);
        return changed;
    }
}
