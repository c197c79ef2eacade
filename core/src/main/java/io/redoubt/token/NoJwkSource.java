package io.redoubt.token;

import io.redoubt.Reason;
import java.time.Duration;

/** The keys of an issuer whose tokens carry no signature that anybody here could verify. */
final class NoJwkSource extends JwkSource {

    static final NoJwkSource INSTANCE = new NoJwkSource();

    private NoJwkSource() {}

    @Override
    public boolean awaitKeys(Duration atMost) {
        return true;
    }

    @Override
    public int usableKeys() {
        return 0;
    }

    @Override
    boolean holdsSecrets() {
        return false;
    }

    @Override
    KeySnapshot snapshot() throws RefusedException {
        throw new RefusedException(Reason.KEYS_UNAVAILABLE);
    }
}
