package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;
import static io.redoubt.testkit.AttackTier.RESPELL;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Group A, as far as the numbers of a signature on an elliptic curve are the attack. */
final class CurveAttacks {

    private static final String SIGNATURE = "token.bad-signature";

    /** The order of Ed25519's base point, with the least octet first (RFC 8032 §5.1). */
    private static final BigInteger ED25519_ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private CurveAttacks() {}

    static List<Attack> all() {
        AttackRows rows = new AttackRows();
        psychicSignatures(rows);
        outOfRange(rows);
        wrongLengths(rows);
        otherEncodings(rows);
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
                .refused(SIGNATURE, "R that is no point", t -> ed25519(t, good -> Texts.with(good, 31, 0x7f)))
                .refused(SIGNATURE, "63 octets", t -> ed25519(t, good -> Arrays.copyOf(good, 63)))
                .refused(SIGNATURE, "65 octets", t -> ed25519(t, good -> Arrays.copyOf(good, 65)))
                .refused("token.unknown-key", "a key of small order", t -> t.under("ed-small-order"));
    }

    private static TestToken ed25519(AttackTarget target, UnaryOperator<byte[]> change) {
        return target.good().algorithm("EdDSA").rewriteSignature(change);
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
