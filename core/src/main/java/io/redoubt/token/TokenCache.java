package io.redoubt.token;

import io.redoubt.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many verified tokens are remembered, and how long. Immutable and thread-safe.
 *
 * @param size the most tokens at a time, 1 to 10,000,000
 * @param maxAge the longest time until a token is verified from its first character again, more than zero
 * @since 0.1.0
 */
public record TokenCache(int size, Duration maxAge) {

    /** 10,000 tokens for up to five minutes. */
    public static final TokenCache DEFAULT = new TokenCache(10_000, Duration.ofMinutes(5));

    private static final int MAX_SIZE = 10_000_000;

    /**
     * Accepts limits in range.
     *
     * @param size 1 to 10,000,000
     * @param maxAge more than zero
     * @throws ConfigurationException if one is out of range
     */
    public TokenCache {
        List<ConfigurationException.Problem> problems = new ArrayList<>();
        if (size < 1 || size > MAX_SIZE) {
            problems.add(new ConfigurationException.Problem(
                    "size", "is out of range", "use 1 to " + MAX_SIZE + " tokens, such as 10000"));
        }
        if (maxAge.isNegative() || maxAge.isZero()) {
            problems.add(
                    new ConfigurationException.Problem("max-age", "is not a positive duration", "use one such as 5m"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }
}
