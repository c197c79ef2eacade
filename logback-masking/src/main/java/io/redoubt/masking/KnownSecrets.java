package io.redoubt.masking;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The exact values that a service must never log: its own passwords, keys and client secrets, and the opaque tokens that it is checking.
 * They are found as they are, percent-escaped, escaped as in JSON and XML, in base64 and in hexadecimal digits. Holds fingerprints, not
 * the values. Thread-safe.
 *
 * @since 0.1.0
 */
public final class KnownSecrets {

    private static final int LEAST = 8;
    private static final int LONGEST = 16_384;
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private final LongSupplier nanoTime;
    private final SecretTable table = new SecretTable();
    private final SecretBook book = new SecretBook(table);

    private KnownSecrets(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** {@return a place for secrets, empty} */
    public static KnownSecrets create() {
        return new KnownSecrets(System::nanoTime);
    }

    static KnownSecrets create(LongSupplier nanoTime) {
        return new KnownSecrets(nanoTime);
    }

    /**
     * Takes a secret, which is erased from then on, in all its forms.
     *
     * @param name told in its place: 1 to 64 letters, digits, dots and hyphens
     * @param secret 8 to 16,384 characters; shorter ones are not taken, since they would be found by chance
     * @return whether it was taken
     * @throws IllegalArgumentException if the name has other characters
     */
    public boolean add(String name, String secret) {
        return isTaken(name, secret) && book.add(name, SecretForms.of(secret), Long.MAX_VALUE, nanoTime.getAsLong());
    }

    /**
     * Takes a secret for a while, as it is and percent-escaped.
     *
     * @param name told in its place: 1 to 64 letters, digits, dots and hyphens
     * @param secret 8 to 16,384 characters; others are not taken
     * @param life how long it is erased, at most an hour; anew for one that is there
     * @return whether it was taken: not if it is too short or too long, or there is no more room
     * @throws IllegalArgumentException if the name has other characters, or the life is no positive time of at most an hour
     */
    public boolean addFor(String name, String secret, Duration life) {
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("a secret is known for a positive time of at most an hour");
        }
        long now = nanoTime.getAsLong();
        return isTaken(name, secret) && book.add(name, SecretForms.ofPassing(secret), now + life.toNanos(), now);
    }

    private static boolean isTaken(String name, String secret) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a secret has 1 to 64 letters, digits, dots and hyphens");
        }
        return secret.length() >= LEAST && secret.length() <= LONGEST;
    }

    @Nullable
    Findings find(byte[] text, @Nullable Findings found) {
        return table.find(text, nanoTime.getAsLong(), found);
    }
}
