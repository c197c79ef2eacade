package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.RESPELL;
import static io.redoubt.testkit.RequestAnswer.INVALID_PROOF;

import java.util.List;
import java.util.Map;

/** Group F, as far as it is about how the proof and its JSON are written. */
final class ProofSpellingAttacks {

    private static final String TITLE = "a proof that can be read in two ways";

    private ProofSpellingAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        twice(rows);
        spellings(rows);
        json(rows);
        return rows.attacks();
    }

    private static void twice(RequestRows rows) {
        RequestRows.Row row = rows.row(149, RESPELL, TITLE, "RFC 8725 2.6; RFC 7515 10.12");
        Map<String, String> claims = Texts.named(
                "htm",
                "\"htm\":\"POST\"",
                "htu",
                "\"htu\":\"https://127.0.0.1/\"",
                "iat",
                "\"iat\":1",
                "jti",
                "\"jti\":\"x\"",
                "ath",
                "\"ath\":\"x\"",
                "an escaped htm",
                "\"\\u0068tm\":\"POST\"");
        claims.forEach((name, member) -> row.answers(
                        INVALID_PROOF, name + " twice, behind", Proofs.with(p -> p.rewriteClaims(Texts.last(member))))
                .answers(
                        INVALID_PROOF,
                        name + " twice, before",
                        Proofs.with(proof -> proof.rewriteClaims(Texts.first(member)))));
        Map<String, String> parameters =
                Texts.named("alg", "\"alg\":\"none\"", "typ", "\"typ\":\"JWT\"", "jwk", "\"jwk\":{}");
        parameters.forEach((name, member) -> row.answers(
                        INVALID_PROOF, name + " twice, behind", Proofs.with(p -> p.rewriteHeader(Texts.last(member))))
                .answers(
                        INVALID_PROOF,
                        name + " twice, before",
                        Proofs.with(proof -> proof.rewriteHeader(Texts.first(member)))));
        row.answers(
                INVALID_PROOF,
                "x twice in its key",
                Proofs.with(
                        proof -> proof.rewriteHeader(header -> header.replace("\"kty\":", "\"x\":\"AQAB\",\"kty\":"))));
    }

    private static void spellings(RequestRows rows) {
        rows.row(149, RESPELL, TITLE, "RFC 7515 2; rfc8725bis JWT format")
                .answers(INVALID_PROOF, "padded", Proofs.spelled(proof -> proof + "="))
                .answers(INVALID_PROOF, "padded twice", Proofs.spelled(proof -> proof + "=="))
                .answers(INVALID_PROOF, "padded claims", Proofs.spelled(ProofSpellingAttacks::withPaddedClaims))
                .answers(INVALID_PROOF, "unused bits", Proofs.spelled(ProofSpellingAttacks::withUnusedBits))
                .answers(INVALID_PROOF, "a tilde in the signature", Proofs.spelled(proof -> proof + "~"))
                .answers(INVALID_PROOF, "a dot behind", Proofs.spelled(proof -> proof + "."))
                .answers(INVALID_PROOF, "a dot before", Proofs.spelled(proof -> "." + proof))
                .answers(INVALID_PROOF, "a space in the middle", Proofs.spelled(proof -> proof.replace(".", ". ")))
                .answers(INVALID_PROOF, "a disclosure behind", Proofs.spelled(proof -> proof + "~e30~"))
                .answers(
                        INVALID_PROOF,
                        "as JSON",
                        Proofs.spelled(proof -> "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
                                .formatted((Object[]) Texts.parts(proof))))
                .answers(INVALID_PROOF, "of 100,000 dots", Proofs.spelled(proof -> ".".repeat(100_000)));
    }

    private static void json(RequestRows rows) {
        rows.row(149, RESPELL, TITLE, "RFC 7515 4.1.11; RFC 7519 7.2")
                .answers(INVALID_PROOF, "an empty crit", Proofs.with(proof -> proof.header("crit", List.of())))
                .answers(
                        INVALID_PROOF,
                        "a crit that nobody knows",
                        Proofs.with(proof -> proof.header("crit", List.of("x")).header("x", 1)))
                .answers(INVALID_PROOF, "claims in a list", Proofs.with(p -> p.rewriteClaims(c -> "[" + c + "]")))
                .answers(INVALID_PROOF, "claims that are null", Proofs.with(proof -> proof.rawClaims("null")))
                .answers(INVALID_PROOF, "claims that are empty", Proofs.with(proof -> proof.rawClaims("")))
                .answers(INVALID_PROOF, "claims and more", Proofs.with(proof -> proof.rewriteClaims(c -> c + "{}")))
                .answers(
                        INVALID_PROOF,
                        "a byte order mark",
                        Proofs.with(proof -> proof.rewriteClaims(c -> "\ufeff" + c)))
                .answers(INVALID_PROOF, "a comment", Proofs.with(proof -> proof.rewriteClaims(c -> c + "/**/")))
                .answers(
                        INVALID_PROOF,
                        "claims 200 deep",
                        Proofs.with(proof ->
                                proof.rewriteClaims(Texts.last("\"x\":" + "[".repeat(200) + "]".repeat(200)))));
    }

    /** A character that base64url in a JWS never has (RFC 7515 §2). */
    private static String withPaddedClaims(String proof) {
        String[] parts = Texts.parts(proof);
        return parts[0] + "." + parts[1] + "=." + parts[2];
    }

    /** 64 bytes leave four bits of the last character unused (RFC 4648 §3.5). */
    private static String withUnusedBits(String proof) {
        return proof.substring(0, proof.length() - 1) + (char) (proof.charAt(proof.length() - 1) + 1);
    }
}
