package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which instances of a service have shown that they have the keys of the manifest. Immutable and thread-safe.
 *
 * @param instances the instances
 * @param refused why the other statements do not count, one entry for each of them
 * @since 0.1.0
 */
public record Readiness(Set<String> instances, List<AttestationRefusal> refused) {

    /**
     * Copies both.
     *
     * @param instances the instances
     * @param refused why the other statements do not count
     */
    public Readiness {
        instances = Set.copyOf(instances);
        refused = List.copyOf(refused);
    }

    /**
     * {@return whether so many instances have shown it, and no statement speaks against it}
     *
     * @param replicas how many there are, 1 or more
     */
    public boolean isReached(int replicas) {
        return refused.isEmpty() && replicas >= 1 && instances.size() >= replicas;
    }

    /** @throws FleetException if it is not reached */
    void require(ServiceName service, int replicas) {
        if (!isReached(replicas)) {
            String against = refused.stream()
                    .map(refusal -> ", a statement " + refusal.problem())
                    .distinct()
                    .collect(Collectors.joining());
            throw new FleetException(
                    FleetRefusal.NOT_ATTESTED,
                    instances.size() + " of " + replicas + " instances of the service " + service
                            + " have shown the keys of the manifest" + against);
        }
    }
}
