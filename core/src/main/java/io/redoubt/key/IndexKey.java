package io.redoubt.key;

import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Makes the codes of one blind index in one epoch; its bytes stay inside. Ask for it anew for each value: a key that is held does
 * not learn of a newer keyset. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class IndexKey {

    private final KeyEntry entry;
    private final PrfKey key;
    private final Optional<Expiry> expiry;

    /** @param expiry of what it makes, if that is stored */
    IndexKey(KeyEntry entry, PrfKey key, Optional<Expiry> expiry) {
        this.entry = entry;
        this.key = key;
        this.expiry = expiry;
    }

    /** {@return the epoch, which is stored beside each code} */
    public int epoch() {
        return entry.epoch();
    }

    /**
     * {@return the whole code of a message, HMAC-SHA-512: 64 bytes}
     *
     * @param message the value in its one form, encoded so that no two meanings share bytes
     * @throws KeyRefusedException if this key is for codes that are stored, and the keyset has expired since
     */
    public byte[] code(byte[] message) {
        expiry.ifPresent(it -> it.requireNotOver(entry.purpose()));
        try {
            return key.mac(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key passed its self-test", e);
        }
    }

    /** {@return the epoch} */
    @Override
    public String toString() {
        return "IndexKey of epoch " + entry.epoch();
    }
}
