package io.redoubt.spring.redis;

import io.redoubt.state.Staleness;
import io.redoubt.state.StateNames;
import java.time.Duration;

/**
 * How a service uses a store. Immutable and thread-safe.
 *
 * @param names of what is kept there
 * @param maxTokenLifetime longer than any accepted token can live
 * @param staleness what to do when the store is out of reach
 * @param persistence what the operator knows of it
 * @since 0.1.0
 */
public record RedisStateOptions(
        StateNames names, Duration maxTokenLifetime, Staleness staleness, Persistence persistence) {}
