package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.REPLAY;
import static io.redoubt.testkit.RequestAnswer.INVALID_PROOF;
import static io.redoubt.testkit.RequestAnswer.INVALID_TOKEN_OF_DPOP;
import static io.redoubt.testkit.RequestAnswer.USE_DPOP;
import static io.redoubt.testkit.RequestTarget.CONSTRAINED;
import static io.redoubt.testkit.RequestTarget.ORDERS;

import java.util.List;
import java.util.Map;

/** Group F, as far as it is about which scheme and which fields a bound token comes in. */
final class DpopSchemeAttacks {

    private DpopSchemeAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        stolen(rows);
        unbound(rows);
        proofFields(rows);
        otherKeys(rows);
        return rows.attacks();
    }

    private static void stolen(RequestRows rows) {
        rows.row(124, REPLAY, "a bound token as a bearer token", "RFC 9449 7.2; Quarkus accepts it by default")
                .answers(
                        USE_DPOP,
                        "without a proof",
                        t -> t.get(ORDERS).bearer(t.bound().sign()))
                .answers(USE_DPOP, "with a good proof", t -> {
                    String token = t.bound().sign();
                    return t.get(ORDERS)
                            .bearer(token)
                            .field("DPoP", t.proof(token).sign());
                })
                .answers(USE_DPOP, "with a proof of the thief's key", t -> {
                    String token = t.bound().sign();
                    return t.get(ORDERS)
                            .bearer(token)
                            .field(
                                    "DPoP",
                                    t.proof(t.thiefsKey(), "GET", ORDERS, token).sign());
                })
                .answers(
                        USE_DPOP,
                        "the scheme in lower case",
                        t -> t.get(ORDERS)
                                .field("Authorization", "bearer " + t.bound().sign()))
                .answers(
                        USE_DPOP,
                        "where bound tokens are demanded",
                        t -> t.get(CONSTRAINED).bearer(t.bound().sign()))
                .passes("with its own scheme and a good proof", RequestTarget::goodRequest)
                .passes("with its own scheme, where bound tokens are demanded", t -> {
                    String token = t.bound().sign();
                    return t.get(CONSTRAINED)
                            .dpop(
                                    token,
                                    t.proof(t.key(), "GET", CONSTRAINED, token).sign());
                });
    }

    private static void unbound(RequestRows rows) {
        rows.row(125, REPLAY, "a bearer token as a bound one", "RFC 9449 7.1")
                .answers(INVALID_TOKEN_OF_DPOP, "with a good proof of any key", t -> {
                    String token = t.good().sign();
                    return t.proven(token, t.proof(token));
                })
                .answers(INVALID_TOKEN_OF_DPOP, "with a good proof, where bound tokens are demanded", t -> {
                    String token = t.good().sign();
                    return t.get(CONSTRAINED)
                            .dpop(
                                    token,
                                    t.proof(t.key(), "GET", CONSTRAINED, token).sign());
                })
                .answers(
                        USE_DPOP,
                        "with its own scheme, where bound tokens are demanded",
                        t -> t.get(CONSTRAINED).bearer(t.good().sign()))
                .passes(
                        "with its own scheme",
                        t -> t.get(ORDERS).bearer(t.good().sign()))
                .passes("with its own scheme and a stray proof", t -> {
                    String token = t.good().sign();
                    return t.get(ORDERS)
                            .bearer(token)
                            .field("DPoP", t.proof(token).sign());
                })
                .passes(
                        "with its own scheme and a stray field that is no proof",
                        t -> t.get(ORDERS).bearer(t.good().sign()).field("DPoP", "x"))
                .passes(
                        "with its own scheme and two stray fields",
                        t -> t.get(ORDERS)
                                .bearer(t.good().sign())
                                .field("DPoP", "x")
                                .field("DPoP", "y"));
    }

    private static void proofFields(RequestRows rows) {
        rows.row(126, REPLAY, "not exactly one proof", "RFC 9449 4.3 (1)")
                .answers(
                        INVALID_PROOF,
                        "none",
                        t -> t.get(ORDERS)
                                .field("Authorization", "DPoP " + t.bound().sign()))
                .answers(INVALID_PROOF, "an empty one", Proofs.spelled(proof -> ""))
                .answers(INVALID_PROOF, "white space", Proofs.spelled(proof -> " \t "))
                .answers(INVALID_PROOF, "a word", Proofs.spelled(proof -> "proof"))
                .answers(INVALID_PROOF, "two dots", Proofs.spelled(proof -> ".."))
                .answers(INVALID_PROOF, "in quotation marks", Proofs.spelled(proof -> "\"" + proof + "\""))
                .answers(INVALID_PROOF, "a comma behind", Proofs.spelled(proof -> proof + ","))
                .answers(INVALID_PROOF, "the same twice, joined", Proofs.spelled(proof -> proof + ", " + proof))
                .answers(INVALID_PROOF, "the same twice with a space", Proofs.spelled(proof -> proof + " " + proof))
                .answers(INVALID_PROOF, "the same in two fields", t -> {
                    RawRequest good = t.goodRequest();
                    return good.field("DPoP", good.values("DPoP").get(0));
                })
                .answers(
                        INVALID_PROOF,
                        "a good one and a bad one",
                        t -> t.goodRequest().field("DPoP", "x"))
                .answers(
                        INVALID_PROOF,
                        "a good one and an empty one",
                        t -> t.goodRequest().field("DPoP", ""))
                .answers(INVALID_PROOF, "two good ones", t -> {
                    String token = t.bound().sign();
                    return t.proven(token, t.proof(token))
                            .field("dpop", t.proof(token).sign());
                })
                .answers(INVALID_PROOF, "the token itself", t -> {
                    String token = t.bound().sign();
                    return t.get(ORDERS).dpop(token, token);
                })
                .passes("one, the field's name in lower case", t -> {
                    RawRequest good = t.goodRequest();
                    String proof = good.values("DPoP").get(0);
                    return good.without("DPoP").field("dpop", proof);
                });
    }

    private static void otherKeys(RequestRows rows) {
        rows.row(131, REPLAY, "a stolen token with a proof of the thief", "RFC 9449 4.3 (12), 6.1")
                .answers(INVALID_PROOF, "of his own key", t -> {
                    String token = t.bound().sign();
                    return t.proven(token, t.proof(t.thiefsKey(), "GET", ORDERS, token));
                })
                .answers(INVALID_PROOF, "of a key of another type", t -> {
                    String token = t.bound().sign();
                    return t.proven(token, t.proof(t.newKey("RS256"), "GET", ORDERS, token));
                })
                .answers(INVALID_PROOF, "of a key that has the client's thumbprint as its id", t -> {
                    String token = t.bound().sign();
                    DpopProof proof = t.proof(t.thiefsKey(), "GET", ORDERS, token);
                    return t.proven(token, proof.header("kid", t.key().thumbprint()));
                })
                .answers(INVALID_PROOF, "with the client's thumbprint as a claim", t -> {
                    String token = t.bound().sign();
                    DpopProof proof = t.proof(t.thiefsKey(), "GET", ORDERS, token);
                    return t.proven(token, proof.claim("jkt", t.key().thumbprint()));
                })
                .answers(INVALID_PROOF, "for a token whose thumbprint differs in case", t -> {
                    String thumbprint = swappedCase(t.key().thumbprint());
                    String token =
                            t.good().claim("cnf", Map.of("jkt", thumbprint)).sign();
                    return t.proven(token, t.proof(token));
                })
                .passes("with a token of his own", t -> {
                    String token = t.good().boundTo(t.thiefsKey()).sign();
                    return t.proven(token, t.proof(t.thiefsKey(), "GET", ORDERS, token));
                });
    }

    private static String swappedCase(String text) {
        StringBuilder swapped = new StringBuilder();
        text.chars()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .forEach(c -> swapped.append((char) c));
        return swapped.toString();
    }
}
