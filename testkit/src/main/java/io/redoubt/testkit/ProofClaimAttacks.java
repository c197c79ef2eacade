package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.REPLAY;
import static io.redoubt.testkit.RequestAnswer.INVALID_PROOF;
import static io.redoubt.testkit.RequestTarget.ORDERS;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Group F, as far as it is about which request a proof is for, and since when. */
final class ProofClaimAttacks {

    private ProofClaimAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        tokenHashes(rows);
        methods(rows);
        ids(rows);
        times(rows);
        timesOfNoForm(rows);
        expiries(rows);
        otherRequests(rows);
        return rows.attacks();
    }

    private static void tokenHashes(RequestRows rows) {
        Map<String, Function<String, Object>> hashes = new LinkedHashMap<>();
        hashes.put("in hexadecimal", token -> HexFormat.of().formatHex(Texts.sha256(Texts.utf8(token))));
        hashes.put("padded", token -> Texts.sha256(token) + "=");
        hashes.put("with unused bits", token -> withUnusedBits(Texts.sha256(token)));
        hashes.put("cut short", token -> Texts.sha256(token).substring(0, 42));
        hashes.put("of the token without its signature", token -> Texts.sha256(unsigned(token)));
        hashes.put("of the whole field", token -> Texts.sha256("DPoP " + token));
        hashes.put("the token itself", token -> token);
        hashes.put("in a list", token -> List.of(Texts.sha256(token)));
        hashes.put("a number", token -> 1);
        hashes.put("empty", token -> "");
        RequestRows.Row row = rows.row(132, REPLAY, "a proof for another token", "RFC 9449 4.3 (12), 7");
        hashes.forEach((name, hash) -> row.answers(INVALID_PROOF, "its hash " + name, t -> {
            String token = t.bound().sign();
            return t.proven(token, t.proof(token).claim("ath", hash.apply(token)));
        }));
        row.answers(INVALID_PROOF, "its hash missing", Proofs.with(proof -> proof.without("ath")))
                .answers(INVALID_PROOF, "its hash null", Proofs.with(proof -> proof.claim("ath", null)))
                .answers(
                        INVALID_PROOF,
                        "another token of the same client",
                        Proofs.with((t, proof) -> proof.accessToken(t.bound().sign())));
    }

    private static void methods(RequestRows rows) {
        RequestRows.Row row =
                rows.row(133, REPLAY, "a proof for another method", "RFC 9449 4.3 (8); Spring ignores case");
        List.of("POST", "HEAD", "OPTIONS", "get", "Get", "GETS", "GET,POST")
                .forEach(method -> row.answers(INVALID_PROOF, method, Proofs.with(proof -> proof.method(method))));
        row.answers(INVALID_PROOF, "a space behind", Proofs.with(proof -> proof.method("GET ")))
                .answers(INVALID_PROOF, "empty", Proofs.with(proof -> proof.method("")))
                .answers(INVALID_PROOF, "an asterisk", Proofs.with(proof -> proof.method("*")))
                .answers(INVALID_PROOF, "missing", Proofs.with(proof -> proof.without("htm")))
                .answers(INVALID_PROOF, "null", Proofs.with(proof -> proof.claim("htm", null)))
                .answers(INVALID_PROOF, "in a list", Proofs.with(proof -> proof.claim("htm", List.of("GET"))))
                .answers(
                        INVALID_PROOF,
                        "GET, used for HEAD",
                        t -> t.goodRequest().by("HEAD"))
                .answers(INVALID_PROOF, "GET, used for POST", t -> {
                    String token =
                            t.bound().scope("orders:read", "orders:write").sign();
                    return t.proven(token, t.proof(token)).by("POST");
                })
                .passes("HEAD, used for HEAD", t -> by(t, "HEAD"))
                .passes("POST, used for POST", t -> by(t, "POST"));
    }

    private static RawRequest by(RequestTarget target, String method) {
        String token = target.bound().scope("orders:read", "orders:write").sign();
        DpopProof proof = target.proof(target.key(), method, ORDERS, token);
        return target.proven(token, proof).by(method);
    }

    private static void ids(RequestRows rows) {
        rows.row(141, REPLAY, "a proof whose id is none", "RFC 9449 4.2, 11.1")
                .answers(INVALID_PROOF, "missing", Proofs.with(proof -> proof.without("jti")))
                .answers(INVALID_PROOF, "null", Proofs.with(proof -> proof.claim("jti", null)))
                .answers(INVALID_PROOF, "empty", Proofs.with(proof -> proof.id("")))
                .answers(INVALID_PROOF, "a number", Proofs.with(proof -> proof.claim("jti", 7)))
                .answers(INVALID_PROOF, "in a list", Proofs.with(proof -> proof.claim("jti", List.of("a"))))
                .answers(INVALID_PROOF, "an object", Proofs.with(proof -> proof.claim("jti", Map.of("a", 1))))
                .answers(INVALID_PROOF, "of 100,000 characters", Proofs.with(proof -> proof.id("a".repeat(100_000))));
    }

    private static void times(RequestRows rows) {
        RequestRows.Row row =
                rows.row(144, REPLAY, "a proof of another time", "RFC 9449 4.3 (11); Quarkus issue 55917");
        Map<String, Integer> bad = new LinkedHashMap<>();
        bad.put("91 seconds ago", -91);
        bad.put("an hour ago", -3600);
        bad.put("a year ago", -31_536_000);
        bad.put("in 31 seconds", 31);
        bad.put("in an hour", 3600);
        bad.forEach((name, seconds) -> row.answers(INVALID_PROOF, name, at(seconds)));
        row.passes("now", at(0))
                .passes("89 seconds ago", at(-89))
                .passes("in 29 seconds", at(29))
                .passes("in 30 seconds", at(30));
    }

    private static Function<RequestTarget, RawRequest> at(int seconds) {
        return Proofs.with((t, proof) -> proof.issuedAt(t.now().plusSeconds(seconds)));
    }

    private static void timesOfNoForm(RequestRows rows) {
        Map<String, Function<Long, Object>> times = new LinkedHashMap<>();
        times.put("as text", now -> Long.toString(now));
        times.put("as a date", now -> "2026-01-01T12:00:00Z");
        times.put("in milliseconds", now -> now * 1000);
        times.put("zero", now -> 0);
        times.put("negative", now -> -now);
        times.put("a fraction", now -> BigDecimal.valueOf(now).add(new BigDecimal("0.5")));
        times.put("beyond all numbers", now -> new BigDecimal("1e99"));
        times.put("2 to the 64th more", now -> BigInteger.TWO.pow(64).add(BigInteger.valueOf(now)));
        times.put("true", now -> true);
        times.put("in a list", now -> List.of(now));
        RequestRows.Row row = rows.row(144, REPLAY, "a proof of another time", "RFC 9449 4.2; RFC 7519 2");
        times.forEach((name, time) -> row.answers(
                INVALID_PROOF,
                name,
                Proofs.with((t, proof) -> proof.claim("iat", time.apply(t.now().getEpochSecond())))));
        row.answers(INVALID_PROOF, "missing", Proofs.with(proof -> proof.without("iat")))
                .answers(INVALID_PROOF, "null", Proofs.with(proof -> proof.claim("iat", null)));
    }

    private static void expiries(RequestRows rows) {
        rows.row(145, REPLAY, "a proof that says it has expired", "RFC 7519 4.1.4; Quarkus pull request 56598")
                .answers(INVALID_PROOF, "an hour ago", expiring(Duration.ofHours(-1)))
                .answers(INVALID_PROOF, "two minutes ago", expiring(Duration.ofMinutes(-2)))
                .answers(INVALID_PROOF, "in 1970", Proofs.with(proof -> proof.claim("exp", 0)))
                .answers(INVALID_PROOF, "as text", Proofs.with(proof -> proof.claim("exp", "never")))
                .answers(INVALID_PROOF, "null", Proofs.with(proof -> proof.claim("exp", null)))
                .answers(INVALID_PROOF, "never", Proofs.with(proof -> proof.claim("exp", new BigDecimal("1e99"))))
                .passes("in a minute", expiring(Duration.ofMinutes(1)));
    }

    private static Function<RequestTarget, RawRequest> expiring(Duration in) {
        return Proofs.with((t, proof) -> proof.expiresAt(t.now().plus(in)));
    }

    private static void otherRequests(RequestRows rows) {
        rows.row(148, REPLAY, "a proof that was made for another request", "RFC 9449 4.3 (8), (9)")
                .answers(
                        INVALID_PROOF, "the pre-flight of this one", Proofs.with((t, proof) -> proof.method("OPTIONS")))
                .answers(
                        INVALID_PROOF,
                        "the one that was redirected here",
                        Proofs.with((t, proof) -> proof.uri(t.baseUrl() + "/old-orders")))
                .answers(
                        INVALID_PROOF,
                        "the one for the token",
                        Proofs.with((t, proof) -> proof.method("POST")
                                .uri(t.issuer().issuerUri() + "/token")
                                .without("ath")))
                .answers(
                        INVALID_PROOF,
                        "the same one at another service",
                        Proofs.with((t, proof) -> proof.uri("https://billing.shop.example" + ORDERS)))
                .answers(
                        INVALID_PROOF,
                        "one for the whole service",
                        Proofs.with((t, proof) -> proof.uri(t.baseUrl().toString())));
    }

    private static String unsigned(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    /** 32 bytes leave two bits of the last character unused (RFC 4648 §3.5). */
    static String withUnusedBits(String hash) {
        return hash.substring(0, 42) + (char) (hash.charAt(42) + 1);
    }
}
