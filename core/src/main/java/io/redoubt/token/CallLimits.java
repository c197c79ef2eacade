package io.redoubt.token;

import java.time.Duration;

/**
 * How much of this service an issuer that does not answer may hold up.
 *
 * @param concurrent calls under way at once
 * @param following requests that wait for a call that another one makes about the same token
 * @param timeout of one call, from connect to last byte
 */
record CallLimits(int concurrent, int following, Duration timeout) {

    static final CallLimits DEFAULT = new CallLimits(16, 31, Duration.ofSeconds(2));
}
