package io.redoubt.key;

import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Encrypts under the primary key of a purpose; its bytes stay inside. Ask for it anew for each value: the keyset may have
 * changed since. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SealingKey {

    private final KeyEntry entry;
    private final DataCipher cipher;
    private final Expiry expiry;
    private final Optional<SubjectParent> subjects;

    SealingKey(KeyEntry entry, DataCipher cipher, Expiry expiry, Optional<SubjectParent> subjects) {
        this.entry = entry;
        this.cipher = cipher;
        this.expiry = expiry;
        this.subjects = subjects;
    }

    /** {@return the epoch, which is stored beside the value} */
    public int epoch() {
        return entry.epoch();
    }

    /** {@return the suite, which is stored beside the value} */
    public Suite suite() {
        return entry.suite();
    }

    /**
     * {@return the key for values of one subject in the same field and epoch: both halves are needed}
     *
     * @param subject the other half
     * @throws IllegalStateException if this is no key of a field, or already that of a subject
     */
    public SealingKey of(SubjectKey subject) {
        return subject.under(subjects.orElseThrow(() -> new IllegalStateException("no key of a field")))
                .sealing();
    }

    /**
     * {@return nonce, ciphertext and tag, in the order and of the sizes of the suite}
     *
     * @param plaintext what nobody else is to read
     * @param associatedData where it stands: it opens there only
     * @throws KeyRefusedException if the keyset has expired since the key was asked for
     */
    public byte[] seal(byte[] plaintext, byte[] associatedData) {
        expiry.requireNotOver(entry.purpose());
        try {
            return cipher.seal(plaintext, associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key passed its self-test", e);
        }
    }

    /** {@return what everybody may know of the key} */
    @Override
    public String toString() {
        return "SealingKey " + entry;
    }
}
