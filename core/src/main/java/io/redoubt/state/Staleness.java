package io.redoubt.state;

import io.redoubt.ConfigurationException;
import java.time.Duration;

/**
 * How long a service relies on what it last heard of its fleet, and what it does then. Immutable and thread-safe.
 *
 * @param max how long; 2 s to 10 min
 * @param whenDown what it does then
 * @since 0.1.0
 */
public record Staleness(Duration max, WhenDown whenDown) {

    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofMinutes(10);

    /**
     * Accepts a staleness that heartbeats can keep and that still means something.
     *
     * @param max how long
     * @param whenDown what it does then
     * @throws ConfigurationException if the duration is out of its range
     */
    public Staleness {
        if (max.compareTo(LEAST) < 0 || max.compareTo(MOST) > 0) {
            throw new ConfigurationException(
                    "max-staleness", "is not between 2 seconds and 10 minutes", "use 30s if unsure");
        }
    }
}
