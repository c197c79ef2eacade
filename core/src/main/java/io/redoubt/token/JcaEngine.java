package io.redoubt.token;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Optional;

/**
 * A name under which JCA knows a signature algorithm, at one provider or at whichever it prefers itself.
 *
 * @param name the JCA name
 * @param encoding how it wants its signatures
 * @param provider the provider to ask, or nothing for JCA's own choice
 */
record JcaEngine(String name, SignatureEncoding encoding, Optional<Provider> provider) {

    /** RFC 7518 section 3.5: SHA-256 for the hash and for MGF1, and a salt as long as that. */
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    /** {@return the names of an algorithm, in the order of preference} */
    static List<JcaEngine> named(SignatureAlgorithm algorithm, Optional<Provider> provider) {
        return switch (algorithm) {
            case RS256 -> List.of(new JcaEngine("SHA256withRSA", SignatureEncoding.JOSE, provider));
            case PS256 ->
                List.of(
                        new JcaEngine("RSASSA-PSS", SignatureEncoding.JOSE, provider),
                        new JcaEngine("SHA256withRSA/PSS", SignatureEncoding.JOSE, provider)); // Conscrypt's
            case ES256 -> ecdsa("SHA256withECDSA", provider);
            case ES384 -> ecdsa("SHA384withECDSA", provider);
            case EDDSA -> List.of(new JcaEngine("Ed25519", SignatureEncoding.JOSE, provider));
            case HS256 -> List.of();
        };
    }

    private static List<JcaEngine> ecdsa(String name, Optional<Provider> provider) {
        return List.of(
                new JcaEngine(name + "inP1363Format", SignatureEncoding.JOSE, provider),
                new JcaEngine(name, SignatureEncoding.DER, provider)); // Conscrypt knows only this
    }

    Signature initialisedFor(PublicKey key) throws GeneralSecurityException {
        Signature signature = make();
        if (name.contains("PSS")) {
            signature.setParameter(PSS);
        }
        signature.initVerify(key);
        return signature;
    }

    /** {@return the name of the provider behind this} */
    String providerName() throws NoSuchAlgorithmException {
        return make().getProvider().getName();
    }

    boolean exists() {
        try {
            make();
            return true;
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }

    private Signature make() throws NoSuchAlgorithmException {
        return provider.isPresent() ? Signature.getInstance(name, provider.get()) : Signature.getInstance(name);
    }
}
