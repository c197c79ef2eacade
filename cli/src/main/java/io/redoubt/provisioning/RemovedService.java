package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import java.time.Instant;

/**
 * A name that is never used again. Immutable and thread-safe.
 *
 * @param service the name
 * @param at when the service was removed, in whole seconds
 * @since 0.1.0
 */
public record RemovedService(ServiceName service, Instant at) {}
