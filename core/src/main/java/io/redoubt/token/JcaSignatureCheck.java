package io.redoubt.token;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/**
 * Verifies with a JCA engine that was initialised for the key beforehand.
 */
final class JcaSignatureCheck implements SignatureCheck {

    private final SignatureForm form;
    private final SignatureEncoding encoding;
    private final EnginePool<Signature> engines;

    /**
     * Makes the first engine at once, so that a key that the provider does not take is known here.
     *
     * @throws GeneralSecurityException if the provider does not take the key
     */
    JcaSignatureCheck(JcaEngine engine, PublicKey key) throws GeneralSecurityException {
        this.form = SignatureForm.of(key);
        this.encoding = engine.encoding();
        this.engines = new EnginePool<>(() -> again(engine, key));
        engines.giveBack(engine.initialisedFor(key));
    }

    private static Signature again(JcaEngine engine, PublicKey key) {
        try {
            return engine.initialisedFor(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a provider takes a key the first time and not again", e);
        }
    }

    @Override
    public boolean verifies(byte[] input, byte[] signature) throws GeneralSecurityException {
        if (!form.fits(signature)) {
            return false;
        }
        byte[] encoded = encoding.encode(signature);
        Signature engine = engines.borrow();
        engine.update(input);
        boolean verified = engine.verify(encoded);
        // Only here: an engine that has thrown is in a state that nobody knows.
        engines.giveBack(engine);
        return verified;
    }
}
