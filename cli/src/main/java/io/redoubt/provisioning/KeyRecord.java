package io.redoubt.provisioning;

import io.redoubt.internal.EnvelopeKey;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import java.time.Instant;
import java.util.Optional;

/**
 * What the manifest says about one key; all of it is public. Immutable and thread-safe.
 *
 * @param entry what is also said in the keyset
 * @param root the id of the root from which the key is made
 * @param since since when it is in its state, in whole seconds
 * @param publicKey of a key that signs, its public half: SubjectPublicKeyInfo in base64
 * @since 0.1.0
 */
public record KeyRecord(KeyEntry entry, String root, Instant since, Optional<String> publicKey) {

    /**
     * Accepts what fits together.
     *
     * @param entry what is also said in the keyset
     * @param root the id of the root from which the key is made
     * @param since since when it is in its state
     * @param publicKey of a key that signs
     * @throws IllegalArgumentException if the root's name is malformed, or a public half is missing, superfluous or malformed
     */
    public KeyRecord {
        if (!RootName.isValid(root)) {
            throw new IllegalArgumentException("the id of a root is 1 to 64 of [a-z0-9._-]");
        }
        if (publicKey.isPresent() != (entry.purpose() == Purpose.SIGN)
                || publicKey.filter(text -> EnvelopeKey.parse(text).isEmpty()).isPresent()) {
            throw new IllegalArgumentException("a key that signs, and no other, has a public half");
        }
    }

    /** {@return where it stands in its life} */
    public KeyState state() {
        return entry.state();
    }

    /** {@return what it is for} */
    public Purpose purpose() {
        return entry.purpose();
    }

    /** {@return the epoch that brought it} */
    public int epoch() {
        return entry.epoch();
    }

    /** {@return the same key in another state since now, or this if it is in that state} */
    KeyRecord in(KeyState later, Instant now) {
        return later == state() ? this : new KeyRecord(entry.in(later), root, now, publicKey);
    }
}
