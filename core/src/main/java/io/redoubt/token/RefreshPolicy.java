package io.redoubt.token;

import java.time.Duration;

/**
 * When a key set is fetched.
 *
 * @param interval from a success to the next fetch
 * @param firstRetry from a first failure to the next try; doubled with each further failure, up to 30 seconds
 * @param unknownKeyPause the least time between two fetches that tokens with an unknown key id cause
 * @param maxStale how long the last good set is used while nothing better arrives
 */
record RefreshPolicy(Duration interval, Duration firstRetry, Duration unknownKeyPause, Duration maxStale) {

    static final RefreshPolicy DEFAULT = new RefreshPolicy(
            Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(24));

    private static final int MAX_DOUBLINGS = 16;
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    /** {@return how long to wait after this many failures in a row} */
    Duration retryAfter(int failures) {
        Duration retry = firstRetry.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return retry.compareTo(LONGEST_RETRY) < 0 ? retry : LONGEST_RETRY;
    }
}
