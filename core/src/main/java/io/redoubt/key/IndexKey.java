package io.redoubt.key;

import java.security.GeneralSecurityException;

/**
 * Makes the codes of one blind index in one epoch; its bytes stay inside. Ask for it anew for each value: a key that is held does
 * not learn of a newer keyset. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class IndexKey {

    private final int epoch;
    private final PrfKey key;

    IndexKey(int epoch, PrfKey key) {
        this.epoch = epoch;
        this.key = key;
    }

    /** {@return the epoch, which is stored beside each code} */
    public int epoch() {
        return epoch;
    }

    /**
     * {@return the whole code of a message, HMAC-SHA-512: 64 bytes}
     *
     * @param message the value in its one form, encoded so that no two meanings share bytes
     */
    public byte[] code(byte[] message) {
        try {
            return key.mac(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key passed its self-test", e);
        }
    }

    /** {@return the epoch} */
    @Override
    public String toString() {
        return "IndexKey of epoch " + epoch;
    }
}
