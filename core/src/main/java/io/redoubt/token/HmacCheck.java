package io.redoubt.token;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Verifies HMAC with SHA-256 (RFC 7518 section 3.2), by engines that were initialised for the secret beforehand. */
final class HmacCheck implements SignatureCheck {

    static final String JCA_NAME = "HmacSHA256";

    private final EnginePool<Mac> engines;

    HmacCheck(SecretKey secret) throws GeneralSecurityException {
        this.engines = new EnginePool<>(() -> again(secret));
        engines.giveBack(initialisedFor(secret));
    }

    private static Mac again(SecretKey secret) {
        try {
            return initialisedFor(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a provider takes a secret the first time and not again", e);
        }
    }

    private static Mac initialisedFor(SecretKey secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(JCA_NAME);
        mac.init(secret);
        return mac;
    }

    @Override
    public boolean verifies(byte[] input, byte[] signature) {
        Mac engine = engines.borrow();
        byte[] expected = engine.doFinal(input);
        engines.giveBack(engine);
        // In constant time: how far two MACs agree would tell a forger how to go on.
        return MessageDigest.isEqual(expected, signature);
    }
}
