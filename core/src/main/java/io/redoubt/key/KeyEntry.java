package io.redoubt.key;

import java.util.regex.Pattern;

/**
 * What may be known of a key by everybody. Immutable and thread-safe.
 *
 * @param kid the key's id: 8 lower-case hexadecimal digits, not all zero
 * @param purpose what it is for
 * @param suite what algorithm it is for
 * @param epoch the epoch of the service that brought it, 1 to 65535
 * @param state where it stands in its life
 * @param fingerprint 32 lower-case hexadecimal digits: the first half of SHA-256(enc("redoubt/fp/v1", key))
 * @since 0.1.0
 */
public record KeyEntry(String kid, Purpose purpose, Suite suite, int epoch, KeyState state, String fingerprint) {

    /** The last epoch there can be. */
    public static final int MAX_EPOCH = 65_535;

    private static final Pattern KID = Pattern.compile("(?!0{8})[0-9a-f]{8}");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");

    /**
     * Accepts what fits together.
     *
     * @param kid the key's id
     * @param purpose what it is for
     * @param suite what algorithm it is for
     * @param epoch the epoch of the service that brought it
     * @param state where it stands in its life
     * @param fingerprint 32 lower-case hexadecimal digits
     * @throws IllegalArgumentException if something is of another form, or the suite is none for the purpose
     */
    public KeyEntry {
        if (!KID.matcher(kid).matches() || !FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException("a key id has 8, a fingerprint 32 hexadecimal digits");
        }
        if (epoch < 1 || epoch > MAX_EPOCH) {
            throw new IllegalArgumentException("an epoch is a number from 1 to " + MAX_EPOCH);
        }
        if (!purpose.suites().contains(suite)) {
            throw new IllegalArgumentException("the suite is not one for this purpose");
        }
    }

    /**
     * {@return the same key in another state}
     *
     * @param later the state
     */
    public KeyEntry in(KeyState later) {
        return new KeyEntry(kid, purpose, suite, epoch, later, fingerprint);
    }
}
