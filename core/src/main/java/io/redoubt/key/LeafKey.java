package io.redoubt.key;

import io.redoubt.internal.Fingerprint;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * A key as it was derived, on its way into a keyset file: for provisioning, never for a service, which has a
 * {@code ServiceKeyset}.
 *
 * <p>Its bytes can be put in and cannot be taken out. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class LeafKey implements AutoCloseable {

    private final KeyEntry entry;
    private final byte[] bytes;

    private LeafKey(KeyEntry entry, byte[] bytes) {
        this.entry = entry;
        this.bytes = bytes;
    }

    /**
     * {@return the key}
     *
     * @param kid its id
     * @param purpose what it is for
     * @param suite what algorithm it is for
     * @param epoch which epoch of the service brought it
     * @param state where it stands in its life
     * @param bytes the key itself, as long as the purpose wants it; copied
     * @throws IllegalArgumentException if it has another length, or the rest does not fit together
     */
    public static LeafKey of(String kid, Purpose purpose, Suite suite, int epoch, KeyState state, byte[] bytes) {
        if (bytes.length != purpose.leafBytes()) {
            throw new IllegalArgumentException("a key for " + purpose.id() + " has " + purpose.leafBytes() + " bytes");
        }
        return new LeafKey(new KeyEntry(kid, purpose, suite, epoch, state, Fingerprint.of(bytes)), bytes.clone());
    }

    /** {@return what everybody may know of it} */
    public KeyEntry entry() {
        return entry;
    }

    /**
     * {@return the public half of a key that signs, as one line: its SubjectPublicKeyInfo in base64}
     *
     * @throws IllegalStateException if the key is for another purpose
     */
    public String publicKey() {
        if (entry.purpose() != Purpose.SIGN) {
            throw new IllegalStateException("only a key that signs has a public half");
        }
        try {
            return SigningSeed.signer(this).key().text();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with P-256 and Ed25519", e);
        }
    }

    /** {@return the key itself, not a copy} */
    byte[] bytes() {
        return bytes;
    }

    /** Overwrites the key. */
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    /** {@return what everybody may know of it} */
    @Override
    public String toString() {
        return entry.toString();
    }
}
