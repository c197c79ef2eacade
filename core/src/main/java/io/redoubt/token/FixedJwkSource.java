package io.redoubt.token;

import io.redoubt.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A JWK set that never changes. */
final class FixedJwkSource extends JwkSource {

    private final KeySnapshot snapshot;

    private FixedJwkSource(KeySnapshot snapshot) {
        this.snapshot = snapshot;
    }

    static FixedJwkSource of(String jwkSet) {
        try {
            return new FixedJwkSource(JwkSetReader.readConfigured(jwkSet.getBytes(StandardCharsets.UTF_8)));
        } catch (KeySetException e) {
            throw new ConfigurationException(
                    "jwk-set",
                    e.getMessage(),
                    "give a JWK set with at least one public key, or with secrets of at least 32 random bytes, and no other");
        }
    }

    @Override
    public boolean awaitKeys(Duration atMost) {
        return true;
    }

    @Override
    public int usableKeys() {
        return snapshot.size();
    }

    @Override
    boolean holdsSecrets() {
        return snapshot.keys().stream().anyMatch(key -> key.fits(SignatureAlgorithm.HS256));
    }

    @Override
    KeySnapshot snapshot() {
        return snapshot;
    }
}
