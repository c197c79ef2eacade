package io.redoubt.token;

import io.redoubt.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How exactly the times of a token are taken. Immutable and thread-safe.
 *
 * @param clockSkew the tolerance between the issuer's clock and ours, zero to two minutes
 * @param maxLifetime the longest accepted time from {@code iat} to {@code exp}, more than zero
 * @since 0.1.0
 */
public record TokenLimits(Duration clockSkew, Duration maxLifetime) {

    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(2);

    /** A clock skew of 30 seconds, and tokens that live at most 24 hours. */
    public static final TokenLimits DEFAULT = new TokenLimits(Duration.ofSeconds(30), Duration.ofHours(24));

    /**
     * Accepts limits in range.
     *
     * @param clockSkew zero to two minutes
     * @param maxLifetime more than zero
     * @throws ConfigurationException if one is out of range
     */
    public TokenLimits {
        List<ConfigurationException.Problem> problems = new ArrayList<>();
        if (clockSkew.isNegative() || clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
            problems.add(new ConfigurationException.Problem(
                    "clock-skew", "is out of range", "use 0s to 2m, and synchronise the clocks"));
        }
        if (maxLifetime.isNegative() || maxLifetime.isZero()) {
            problems.add(new ConfigurationException.Problem(
                    "max-lifetime", "is not a positive duration", "use one such as 24h"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }
}
