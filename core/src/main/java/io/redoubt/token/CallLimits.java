package io.redoubt.token;

import java.time.Duration;

/**
 * How much of this service an issuer that does not answer may hold up.
 *
 * @param concurrent calls under way at once
 * @param waiting requests that wait for an answer, those that call included
 * @param timeout of one call, from connect to last byte
 */
record CallLimits(int concurrent, int waiting, Duration timeout) {

    static final CallLimits DEFAULT = new CallLimits(16, 64, Duration.ofSeconds(2));
}
