package io.redoubt.key;

import java.time.Instant;
import java.util.Optional;

/**
 * How a keyset does, for health and start-up lines. Immutable and thread-safe.
 *
 * @param generation the generation in use
 * @param loadedAt when it was loaded
 * @param notBefore since when it is valid
 * @param expires until when new things are made with it
 * @param expired whether that is over
 * @param refused why a newer file was refused, if one is: the keys in use are older than the file
 * @param rollbackProtection what keeps older generations out
 * @since 0.1.0
 */
public record KeysetStatus(
        long generation,
        Instant loadedAt,
        Instant notBefore,
        Instant expires,
        boolean expired,
        Optional<KeysetException> refused,
        String rollbackProtection) {}
