package io.redoubt.key;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/** One key that encrypts, in its two halves, of which a caller is given the one that it may use. Immutable and thread-safe. */
final class DataKey {

    private final SealingKey sealing;
    private final OpeningKey opening;

    private DataKey(SealingKey sealing, OpeningKey opening) {
        this.sealing = sealing;
        this.opening = opening;
    }

    /** {@return the key that a leaf is itself} */
    static DataKey of(LeafKey leaf, Expiry expiry) throws GeneralSecurityException {
        return of(leaf.entry(), leaf.bytes(), expiry, Optional.empty());
    }

    /**
     * {@return a key that was made from a leaf; it seals, opens, and refuses what was changed}
     *
     * @param subjects the same for values of one subject, if there can be such
     */
    static DataKey of(KeyEntry entry, byte[] key, Expiry expiry, Optional<SubjectParent> subjects)
            throws GeneralSecurityException {
        DataCipher cipher = DataCipher.of(entry.suite(), key);
        test(cipher);
        return new DataKey(new SealingKey(entry, cipher, expiry, subjects), new OpeningKey(entry, cipher, subjects));
    }

    /** {@return the key of one subject, without a test: that of its field has passed one, and there may be a million of these} */
    static DataKey ofSubject(KeyEntry entry, byte[] key, Expiry expiry) throws GeneralSecurityException {
        DataCipher cipher = DataCipher.of(entry.suite(), key);
        return new DataKey(
                new SealingKey(entry, cipher, expiry, Optional.empty()),
                new OpeningKey(entry, cipher, Optional.empty()));
    }

    SealingKey sealing() {
        return sealing;
    }

    OpeningKey opening() {
        return opening;
    }

    private static void test(DataCipher cipher) throws GeneralSecurityException {
        byte[] message = {1, 2, 3};
        byte[] sealed = cipher.seal(message, message);
        if (!Arrays.equals(cipher.open(sealed, message), message)) {
            throw new GeneralSecurityException("what was sealed does not open");
        }
        sealed[sealed.length - 1] ^= 1;
        try {
            cipher.open(sealed, message);
        } catch (GeneralSecurityException e) {
            return; // as it must be
        }
        throw new GeneralSecurityException("what was changed opens");
    }
}
