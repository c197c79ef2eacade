package io.redoubt.testkit;

import static io.redoubt.testkit.AttackTier.FORGE;
import static io.redoubt.testkit.AttackTier.REPLAY;
import static io.redoubt.testkit.RequestAnswer.INVALID_PROOF;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Group F, as far as it is about the proof as a JWS: type, algorithm, key and signature. */
final class ProofFormAttacks {

    private static final byte[] PUBLISHED_SECRET = Texts.utf8("a-secret-that-everybody-can-read");

    private ProofFormAttacks() {}

    static List<RequestAttack> all() {
        RequestRows rows = new RequestRows();
        types(rows);
        algorithms(rows);
        keys(rows);
        keysOfNoForm(rows);
        signatures(rows);
        return rows.attacks();
    }

    private static void types(RequestRows rows) {
        RequestRows.Row row =
                rows.row(127, REPLAY, "a JWT of another type as a proof", "RFC 9449 4.3 (4); RFC 8725 3.11");
        List.of("JWT", "at+jwt", "logout+jwt", "dpop", "dpop-jwt", "jwt+dpop", "dpop+jwt;v=1")
                .forEach(type -> row.answers(INVALID_PROOF, type, Proofs.with(proof -> proof.type(type))));
        row.answers(INVALID_PROOF, "an empty one", Proofs.with(proof -> proof.type("")))
                .answers(INVALID_PROOF, "a null behind the right one", Proofs.with(p -> p.type("dpop+jwt\u0000")))
                .answers(INVALID_PROOF, "none", Proofs.with(proof -> proof.withoutHeader("typ")))
                .answers(INVALID_PROOF, "null", Proofs.with(proof -> proof.header("typ", null)))
                .answers(INVALID_PROOF, "a number", Proofs.with(proof -> proof.header("typ", 1)))
                .answers(
                        INVALID_PROOF,
                        "a list with the right one",
                        Proofs.with(proof -> proof.header("typ", List.of("dpop+jwt"))));
    }

    private static void algorithms(RequestRows rows) {
        RequestRows.Row row =
                rows.row(128, REPLAY, "an algorithm that no proof may have", "RFC 9449 4.3 (5); RFC 8725 2.1, 3.1");
        List.of("none", "nOnE", "HS256", "ES256K", "RS1", "ES512", "es256", "ES256 ", "A128KW", "")
                .forEach(name -> row.answers(
                        INVALID_PROOF,
                        "said to be " + (name.isBlank() ? "empty" : name.replace(" ", " and a space")),
                        Proofs.with(proof -> proof.header("alg", name))));
        row.answers(INVALID_PROOF, "none, unsigned", Proofs.with(DpopProof::unsigned))
                .answers(
                        INVALID_PROOF,
                        "HS256 under the public key",
                        Proofs.with((t, proof) -> proof.signedBySecret(
                                Texts.utf8(JSONObjectUtils.toJSONString(t.key().publicJwk())))))
                .answers(INVALID_PROOF, "HS256 under an empty secret", Proofs.with(p -> p.signedBySecret(new byte[0])))
                .answers(INVALID_PROOF, "missing", Proofs.with(proof -> proof.withoutHeader("alg")))
                .answers(INVALID_PROOF, "null", Proofs.with(proof -> proof.header("alg", null)))
                .answers(INVALID_PROOF, "a number", Proofs.with(proof -> proof.header("alg", 256)))
                .answers(INVALID_PROOF, "a list", Proofs.with(proof -> proof.header("alg", List.of("ES256"))));
        List.of("ES256", "ES384", "RS256", "PS256", "EdDSA")
                .forEach(name -> row.passes(name + ", signed well", Proofs.by(name)));
    }

    private static void keys(RequestRows rows) {
        rows.row(129, REPLAY, "a key that no proof may show", "RFC 9449 4.2, 4.3 (7); RFC 7638 3.2")
                .answers(INVALID_PROOF, "private", Proofs.with(DpopProof::privateJwk))
                .answers(INVALID_PROOF, "a secret", Proofs.with(proof -> proof.secretJwk(PUBLISHED_SECRET)))
                .answers(INVALID_PROOF, "of RSA for ES256", Proofs.with((t, proof) -> proof.jwk(t.newKey("RS256"))))
                .answers(INVALID_PROOF, "of Ed25519 for ES256", Proofs.with((t, proof) -> proof.jwk(t.newKey("EdDSA"))))
                .answers(INVALID_PROOF, "on P-384 for ES256", Proofs.with((t, proof) -> proof.jwk(t.newKey("ES384"))))
                .passes(
                        "with members that are not needed: its thumbprint is the same",
                        Proofs.with((t, proof) -> proof.header(
                                "jwk",
                                with(with(with(t.key().publicJwk(), "kid", "1"), "alg", "ES256"), "use", "sig"))));
    }

    private static void keysOfNoForm(RequestRows rows) {
        rows.row(129, REPLAY, "a key that no proof may show", "RFC 9449 4.2, 4.3 (7); RFC 7638 3.2")
                .answers(INVALID_PROOF, "none", Proofs.with(proof -> proof.withoutHeader("jwk")))
                .answers(
                        INVALID_PROOF,
                        "only its id",
                        Proofs.with((t, proof) ->
                                proof.withoutHeader("jwk").header("kid", t.key().thumbprint())))
                .answers(
                        INVALID_PROOF,
                        "only where it can be fetched",
                        Proofs.with((t, proof) -> proof.withoutHeader("jwk")
                                .header("jku", t.stranger().jwkSetUri().toString())))
                .answers(INVALID_PROOF, "null", Proofs.with(proof -> proof.header("jwk", null)))
                .answers(INVALID_PROOF, "an empty object", Proofs.with(proof -> proof.header("jwk", Map.of())))
                .answers(
                        INVALID_PROOF,
                        "as text",
                        Proofs.with((t, proof) -> proof.header(
                                "jwk", JSONObjectUtils.toJSONString(t.key().publicJwk()))))
                .answers(
                        INVALID_PROOF,
                        "in a list",
                        Proofs.with((t, proof) ->
                                proof.header("jwk", List.of(t.key().publicJwk()))))
                .answers(
                        INVALID_PROOF,
                        "without y",
                        Proofs.with((t, proof) ->
                                proof.header("jwk", without(t.key().publicJwk(), "y"))))
                .answers(
                        INVALID_PROOF,
                        "without kty",
                        Proofs.with((t, proof) ->
                                proof.header("jwk", without(t.key().publicJwk(), "kty"))))
                .answers(
                        INVALID_PROOF,
                        "off its curve",
                        Proofs.with((t, proof) ->
                                proof.header("jwk", with(t.key().publicJwk(), "y", Texts.base64url(new byte[32])))))
                .answers(
                        INVALID_PROOF,
                        "of a curve that nobody knows",
                        Proofs.with(
                                (t, proof) -> proof.header("jwk", with(t.key().publicJwk(), "crv", "P-255"))))
                .answers(
                        INVALID_PROOF,
                        "with a number for x",
                        Proofs.with(
                                (t, proof) -> proof.header("jwk", with(t.key().publicJwk(), "x", 1))));
    }

    private static void signatures(RequestRows rows) {
        rows.row(130, FORGE, "a proof that its key did not sign", "RFC 9449 4.3 (6); CVE-2022-21449")
                .answers(
                        INVALID_PROOF,
                        "the client's key shown, signed by the thief's",
                        Proofs.with((t, proof) -> proof.signedBy(t.thiefsKey())))
                .answers(
                        INVALID_PROOF,
                        "the thief's key shown, signed by the client's",
                        Proofs.with((t, proof) -> proof.jwk(t.thiefsKey())))
                .answers(
                        INVALID_PROOF,
                        "the signature of another proof",
                        Proofs.with((t, proof) -> proof.signatureOf(
                                t.key().proof("GET", t.baseUrl() + "/").sign())))
                .answers(INVALID_PROOF, "the signature cut off", Proofs.with(proof -> proof.signature(new byte[0])))
                .answers(
                        INVALID_PROOF,
                        "the signature cut short",
                        Proofs.with(proof -> proof.rewriteSignature(good -> Arrays.copyOf(good, 63))))
                .answers(
                        INVALID_PROOF,
                        "a byte too many",
                        Proofs.with(proof -> proof.rewriteSignature(good -> Arrays.copyOf(good, 65))))
                .answers(INVALID_PROOF, "r and s are zero", Proofs.with(proof -> proof.signature(new byte[64])))
                .answers(
                        INVALID_PROOF,
                        "one bit flipped",
                        Proofs.with(proof -> proof.rewriteSignature(good -> Texts.with(good, 7, good[7] ^ 1))))
                .answers(
                        INVALID_PROOF, "in DER", Proofs.with(proof -> proof.rewriteSignature(good -> Ecdsa.der(good))));
    }

    private static Map<String, Object> with(Map<String, Object> jwk, String member, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(jwk);
        changed.put(member, value);
        return changed;
    }

    private static Map<String, Object> without(Map<String, Object> jwk, String member) {
        Map<String, Object> changed = new LinkedHashMap<>(jwk);
        changed.remove(member);
        return changed;
    }
}
