package io.redoubt.benchmarks.proof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.testkit.DpopKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The least that anybody can do about a proof: its signature and nothing else, over bytes that are ready, with a key that is
 * ready. For one thread.
 */
final class BareVerify {

    /** RFC 8410 section 4: what precedes the 32 bytes of a public key. */
    private static final String ED25519 = "302a300506032b6570032100";

    private final Algorithm algorithm;
    private final Signature engine;
    private final List<Signed> signed;

    BareVerify(Algorithm algorithm, DpopKey key, List<String> proofs) {
        this.algorithm = algorithm;
        this.signed = proofs.stream().map(this::prepare).toList();
        try {
            engine = Signature.getInstance(algorithm == Algorithm.ES256 ? "SHA256withECDSA" : "Ed25519");
            engine.initVerify(publicKey(algorithm, key.publicJwk()));
        } catch (GeneralSecurityException | JOSEException | ParseException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static PublicKey publicKey(Algorithm algorithm, Map<String, Object> jwk)
            throws GeneralSecurityException, JOSEException, ParseException {
        if (algorithm == Algorithm.ES256) {
            return ECKey.parse(jwk).toECPublicKey();
        }
        String point = HexFormat.of()
                .formatHex(Base64URL.from(JSONObjectUtils.getString(jwk, "x")).decode());
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(ED25519 + point)));
    }

    private Signed prepare(String proof) {
        int end = proof.lastIndexOf('.');
        byte[] signature = Base64URL.from(proof.substring(end + 1)).decode();
        try {
            return new Signed(
                    proof.substring(0, end).getBytes(StandardCharsets.US_ASCII),
                    algorithm == Algorithm.ES256 ? ECDSA.transcodeSignatureToDER(signature) : signature);
        } catch (JOSEException e) {
            throw new IllegalStateException("the proof has no signature", e);
        }
    }

    void verifyAll() throws GeneralSecurityException {
        for (Signed proof : signed) {
            engine.update(proof.bytes);
            if (!engine.verify(proof.signature)) {
                throw new IllegalStateException("a good proof is refused");
            }
        }
    }

    /** Bytes, and their signature. */
    private static final class Signed {

        private final byte[] bytes;
        private final byte[] signature;

        private Signed(byte[] bytes, byte[] signature) {
            this.bytes = bytes;
            this.signature = signature;
        }
    }
}
