package io.redoubt.spring;

import io.redoubt.key.KeysetStatus;
import io.redoubt.key.ServiceKeyset;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells how the keyset does: up, degraded while a newer file is refused, down once it has expired. A restart or less load mends
 * neither, so it belongs into no probe.
 */
record KeysHealthIndicator(ServiceKeyset keyset) implements HealthIndicator {

    /** Answered with 200, as every status that Spring Boot does not know. */
    static final Status DEGRADED = new Status("DEGRADED", "a newer keyset file is refused; the keys in use are older");

    @Override
    public Health health() {
        KeysetStatus status = keyset.status();
        Health.Builder health = Health.status(status(status))
                .withDetail("generation", status.generation())
                .withDetail("expires", status.expires().toString());
        status.refused().ifPresent(refused -> health.withDetail("refused", KeysSection.refused(refused)));
        return health.build();
    }

    private static Status status(KeysetStatus status) {
        if (status.expired()) {
            return Status.DOWN;
        }
        return status.refused().isPresent() ? DEGRADED : Status.UP;
    }
}
