package io.redoubt.provisioning;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Who changes a fleet, and by which clock and which randomness. Thread-safe.
 *
 * @param who the name for the audit log: 1 to 255 printable ASCII characters
 * @param clock by which keysets are valid and statements are fresh
 * @param random wraps keysets for their recipients
 * @since 0.1.0
 */
public record Operator(String who, Clock clock, SecureRandom random) {

    private static final Pattern NAME = Pattern.compile("[ -~]{1,255}");

    /**
     * Accepts a printable name.
     *
     * @param who the name for the audit log
     * @param clock by which keysets are valid and statements are fresh
     * @param random wraps keysets for their recipients
     * @throws IllegalArgumentException if it is empty, too long, or has other characters
     */
    public Operator {
        if (!isName(who)) {
            throw new IllegalArgumentException("a name for the audit log is 1 to 255 printable ASCII characters");
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** {@return the time in whole seconds} */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
