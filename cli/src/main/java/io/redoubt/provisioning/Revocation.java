package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.key.KeyEntry;
import java.time.Instant;

/**
 * An epoch of a service that is not to be trusted any more. Immutable and thread-safe.
 *
 * @param service the service
 * @param epoch the epoch, 1 to 65535
 * @param at since when, in whole seconds
 * @since 0.1.0
 */
public record Revocation(ServiceName service, int epoch, Instant at) {

    /**
     * Accepts an epoch that there is.
     *
     * @param service the service
     * @param epoch the epoch
     * @param at since when
     * @throws IllegalArgumentException if there is none
     */
    public Revocation {
        if (epoch < 1 || epoch > KeyEntry.MAX_EPOCH) {
            throw new IllegalArgumentException("an epoch is a number from 1 to " + KeyEntry.MAX_EPOCH);
        }
    }
}
