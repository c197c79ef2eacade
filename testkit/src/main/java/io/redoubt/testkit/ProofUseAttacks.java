package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.REPLAY;
import static io.redoubt.testkit.RequestAnswer.INVALID_PROOF;
import static io.redoubt.testkit.RequestAnswer.PASSES;
import static io.redoubt.testkit.RequestAnswer.USE_NONCE;
import static io.redoubt.testkit.RequestTarget.CONSTRAINED;
import static io.redoubt.testkit.RequestTarget.ORDERS;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Group F, as far as it is about using a proof again, and about nonces. */
final class ProofUseAttacks {

    private ProofUseAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        replays(rows);
        replaysAtTheEdge(rows);
        sameIds(rows);
        nonces(rows);
        noncesOfOthers(rows);
        return rows.attacks();
    }

    private static void replays(RequestRows rows) {
        rows.row(137, REPLAY, "a proof that was used before", "RFC 9449 11.1")
                .answersLast(INVALID_PROOF, "the same request", t -> {
                    RawRequest seen = t.goodRequest();
                    return List.of(seen, seen);
                })
                .answersLast(INVALID_PROOF, "the third time", t -> {
                    RawRequest seen = t.goodRequest();
                    return List.of(seen, t.goodRequest(), seen);
                })
                .answersLast(INVALID_PROOF, "with another query", t -> {
                    RawRequest seen = t.goodRequest();
                    return List.of(seen, seen.at(ORDERS + "?page=2"));
                })
                .answersLast(INVALID_PROOF, "signed again", t -> {
                    String token = t.bound().sign();
                    DpopProof proof = t.proof(token);
                    return List.of(t.proven(token, proof), t.proven(token, proof));
                })
                .answersLast(INVALID_PROOF, "its id with another time", t -> {
                    String token = t.bound().sign();
                    DpopProof proof = t.proof(token);
                    return List.of(
                            t.proven(token, proof),
                            t.proven(token, proof.issuedAt(t.now().minusSeconds(1))));
                })
                .answersLast(INVALID_PROOF, "its id with another token", t -> {
                    String first = t.bound().sign();
                    String second = t.bound().sign();
                    DpopProof proof = t.proof(first);
                    return List.of(t.proven(first, proof), t.proven(second, proof.accessToken(second)));
                })
                .answersLast(INVALID_PROOF, "its id at another route", t -> {
                    String token = t.bound().sign();
                    DpopProof proof = t.proof(token);
                    RawRequest there = t.get(CONSTRAINED)
                            .dpop(token, proof.uri(t.baseUrl() + CONSTRAINED).sign());
                    return List.of(t.proven(token, proof), there);
                })
                .answersLast(INVALID_PROOF, "its id in another spelling of JSON", t -> {
                    String token = t.bound().sign();
                    DpopProof proof = t.proof(token).id("abc");
                    DpopProof escaped = proof.rewriteClaims(claims -> claims.replace("\"abc\"", "\"\\u0061bc\""));
                    return List.of(t.proven(token, proof), t.proven(token, escaped));
                })
                .answersLast(
                        PASSES, "a new proof for the same request", t -> List.of(t.goodRequest(), t.goodRequest()));
    }

    private static void replaysAtTheEdge(RequestRows rows) {
        rows.row(139, REPLAY, "a proof that was used before, at the edge of its time", "RFC 9449 11.1")
                .answersLast(INVALID_PROOF, "made in 30 seconds", t -> twiceAt(t, 30))
                .answersLast(INVALID_PROOF, "made 89 seconds ago", t -> twiceAt(t, -89));
    }

    private static List<RawRequest> twiceAt(RequestTarget target, int seconds) {
        String token = target.bound().sign();
        RawRequest seen =
                target.proven(token, target.proof(token).issuedAt(target.now().plusSeconds(seconds)));
        return List.of(seen, seen);
    }

    private static void sameIds(RequestRows rows) {
        rows.row(140, REPLAY, "one id from two keys: both are good", "RFC 9449 11.1; Spring remembers jti alone")
                .answersLast(PASSES, "one after another", t -> {
                    String id =
                            "an-id-that-two-clients-chose-" + t.newKey("ES256").thumbprint();
                    return List.of(of(t, t.key(), id), of(t, t.thiefsKey(), id));
                });
    }

    private static RawRequest of(RequestTarget target, DpopKey key, String id) {
        String token = target.good().boundTo(key).sign();
        return target.proven(token, target.proof(key, "GET", ORDERS, token).id(id));
    }

    private static void nonces(RequestRows rows) {
        rows.row(146, REPLAY, "a proof without the service's nonce", "RFC 9449 8, 9")
                .in(RequestSetting.NONCES)
                .answers(USE_NONCE, "missing", Proofs.with(proof -> proof.without("nonce")))
                .answers(INVALID_PROOF, "empty", Proofs.with(proof -> proof.nonce("")))
                .answers(USE_NONCE, "a word", Proofs.with(proof -> proof.nonce("nonce")))
                .answers(USE_NONCE, "all zeros", Proofs.with(proof -> proof.nonce(Texts.base64url(new byte[20]))))
                .answers(USE_NONCE, "another first character", changed(nonce -> other(nonce, 0)))
                .answers(
                        USE_NONCE,
                        "another character in the middle",
                        changed(nonce -> other(nonce, nonce.length() / 2)))
                .answers(USE_NONCE, "cut short", changed(nonce -> nonce.substring(0, nonce.length() - 1)))
                .answers(USE_NONCE, "padded", changed(nonce -> nonce + "="))
                .answers(USE_NONCE, "twice", changed(nonce -> nonce + nonce))
                .answers(INVALID_PROOF, "of 3,000 characters", Proofs.with(proof -> proof.nonce("a".repeat(3_000))))
                .passes("the right one", RequestTarget::goodRequest);
    }

    private static Function<RequestTarget, RawRequest> changed(UnaryOperator<String> change) {
        return Proofs.with((t, proof) ->
                proof.nonce(change.apply(String.valueOf(proof.claims().get("nonce")))));
    }

    private static String other(String nonce, int place) {
        char changed = nonce.charAt(place) == 'A' ? 'B' : 'A';
        return nonce.substring(0, place) + changed + nonce.substring(place + 1);
    }

    private static void noncesOfOthers(RequestRows rows) {
        rows.row(147, REPLAY, "a nonce that somebody else gave", "RFC 9449 9: they are not interchangeable")
                .in(RequestSetting.NONCES)
                .answers(
                        USE_NONCE,
                        "the authorization server",
                        Proofs.with(proof -> proof.nonce("eyJ7S_zG.eyJH0-Z.HX4w-7v"))) // RFC 9449 §8.1
                .answers(
                        USE_NONCE,
                        "the client itself",
                        Proofs.with((t, proof) -> proof.nonce(t.key().thumbprint())));
    }
}
