package io.redoubt.masking;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The exact values that a service must never log: its own passwords, keys and client secrets, and the opaque tokens that it is checking.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class KnownSecrets {

    private KnownSecrets() {}

    /** {@return a place for secrets, empty} */
    public static KnownSecrets create() {
        return new KnownSecrets();
    }

    /**
     * Takes a secret, which is erased from then on.
     *
     * @param name told in its place: 1 to 64 letters, digits, dots and hyphens
     * @param secret at least 8 characters; shorter ones are not taken, since they would be found by chance
     * @return whether it was taken
     * @throws IllegalArgumentException if the name has other characters
     */
    public boolean add(String name, String secret) {
        return false;
    }

    /**
     * Takes a secret for a while.
     *
     * @param name told in its place: 1 to 64 letters, digits, dots and hyphens
     * @param secret at least 8 characters; shorter ones are not taken
     * @param life how long it is erased, at most an hour
     * @return whether it was taken: not if it is too short, or there are already 10,000
     * @throws IllegalArgumentException if the name has other characters, or the life is no positive time of at most an hour
     */
    public boolean addFor(String name, String secret, Duration life) {
        return false;
    }

    @Nullable
    Findings find(byte[] text, @Nullable Findings found) {
        return found;
    }
}
