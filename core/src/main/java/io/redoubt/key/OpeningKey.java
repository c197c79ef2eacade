package io.redoubt.key;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/**
 * Decrypts what was sealed in one epoch; its bytes stay inside. Ask for it anew for each value: a key that is held does
 * not learn of a newer keyset. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class OpeningKey {

    private final KeyEntry entry;
    private final DataCipher cipher;
    private final Optional<SubjectParent> subjects;

    OpeningKey(KeyEntry entry, DataCipher cipher, Optional<SubjectParent> subjects) {
        this.entry = entry;
        this.cipher = cipher;
        this.subjects = subjects;
    }

    /** {@return the epoch} */
    public int epoch() {
        return entry.epoch();
    }

    /** {@return the suite} */
    public Suite suite() {
        return entry.suite();
    }

    /**
     * {@return the key for values of one subject in the same field and epoch: both halves are needed}
     *
     * @param subject the other half
     * @throws IllegalStateException if this is no key of a field, or already that of a subject
     */
    public OpeningKey of(SubjectKey subject) {
        return subject.under(subjects.orElseThrow(() -> new IllegalStateException("no key of a field")))
                .opening();
    }

    /**
     * Opens what {@link SealingKey#seal} gave.
     *
     * @param sealed nonce, ciphertext and tag
     * @param associatedData where it stands
     * @return the plaintext
     * @throws AEADBadTagException if it was not sealed so, here, by this service in this epoch
     */
    public byte[] open(byte[] sealed, byte[] associatedData) throws AEADBadTagException {
        try {
            return cipher.open(sealed, associatedData);
        } catch (GeneralSecurityException e) {
            // Without its cause: one answer for everything that does not open.
            throw new AEADBadTagException("the value was not sealed under this key for this place");
        }
    }

    /** {@return what everybody may know of the key} */
    @Override
    public String toString() {
        return "OpeningKey " + entry;
    }
}
