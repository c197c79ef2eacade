package io.redoubt.benchmarks.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * The least that anybody can do: the signature and nothing else, with an engine that is used again and again, over bytes
 * that are ready when the same token comes once more. For one thread.
 */
final class FloorCheck implements TokenCheck {

    private final Algorithm algorithm;
    private final Verifier verifier;
    private String token = "";
    private byte[] signed = {};
    private byte[] signature = {};

    private FloorCheck(Algorithm algorithm, Verifier verifier) {
        this.algorithm = algorithm;
        this.verifier = verifier;
    }

    static FloorCheck of(TokenMint mint, Optional<Provider> provider) throws GeneralSecurityException {
        String name = mint.algorithm().jcaName();
        return new FloorCheck(
                mint.algorithm(),
                mint.algorithm() == Algorithm.HS256 ? mac(mint, name) : signature(mint, name, provider));
    }

    private static Verifier mac(TokenMint mint, String name) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(name);
        mac.init(mint.key());
        return (signed, signature) -> MessageDigest.isEqual(mac.doFinal(signed), signature);
    }

    private static Verifier signature(TokenMint mint, String name, Optional<Provider> provider)
            throws GeneralSecurityException {
        Signature engine =
                provider.isPresent() ? Signature.getInstance(name, provider.get()) : Signature.getInstance(name);
        PublicKey key = (PublicKey) mint.key();
        engine.initVerify(provider.isPresent() ? inFormOf(provider.get(), key) : key);
        return (signed, signature) -> {
            engine.update(signed);
            return engine.verify(signature);
        };
    }

    /** A provider is quickest with a key of its own; ACCP makes none for Ed25519. */
    private static PublicKey inFormOf(Provider provider, PublicKey key) throws GeneralSecurityException {
        if (provider.getService("KeyFactory", key.getAlgorithm()) == null) {
            return key;
        }
        return KeyFactory.getInstance(key.getAlgorithm(), provider)
                .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very same token, which is ready
    public Object check(String sent) throws GeneralSecurityException, JOSEException {
        if (sent != token) {
            prepare(sent);
        }
        if (!verifier.verifies(signed, signature)) {
            throw new GeneralSecurityException("bad signature");
        }
        return signature;
    }

    private void prepare(String sent) throws JOSEException {
        int end = sent.lastIndexOf('.');
        signed = sent.substring(0, end).getBytes(StandardCharsets.US_ASCII);
        byte[] asSent = Base64.getUrlDecoder().decode(sent.substring(end + 1));
        signature = algorithm == Algorithm.ES256 ? ECDSA.transcodeSignatureToDER(asSent) : asSent;
        token = sent;
    }

    /** Compares a signature with what was signed. */
    private interface Verifier {
        boolean verifies(byte[] signed, byte[] signature) throws GeneralSecurityException;
    }
}
