package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeType;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that was ever issued to a fleet, without a single key: what an auditor reads, and from what, together with the
 * root, every key can be made again. Immutable and thread-safe.
 *
 * @param trustDomain the trust domain
 * @param sequence how many manifests there were by now, 1 or more
 * @param at when it was written, in whole seconds
 * @param root the root from which new keys are made
 * @param provisioner whose signature counts
 * @param services every service that has keys, by name
 * @param removed the names that are never used again
 * @param distinct the widest comparison of key bytes that was made, if one was
 * @since 0.1.0
 */
public record Manifest(
        TrustDomain trustDomain,
        long sequence,
        Instant at,
        RootName root,
        ProvisionerKeys provisioner,
        List<ServiceRecord> services,
        List<RemovedService> removed,
        Optional<DistinctKeys> distinct) {

    private static final Comparator<ServiceRecord> BY_NAME =
            Comparator.comparing(record -> record.service().value());

    /**
     * Accepts what fits together; copies and sorts the lists.
     *
     * @param trustDomain the trust domain
     * @param sequence how many manifests there were by now
     * @param at when it was written
     * @param root the root from which new keys are made
     * @param provisioner whose signature counts
     * @param services every service that has keys
     * @param removed the names that are never used again
     * @param distinct the widest comparison of key bytes that was made
     * @throws FleetException if two keys of the fleet have one fingerprint
     * @throws IllegalArgumentException if a service is there twice, or was removed
     */
    public Manifest {
        services = services.stream().sorted(BY_NAME).toList();
        removed = List.copyOf(removed);
        List<ServiceName> names = Stream.concat(
                        services.stream().map(ServiceRecord::service),
                        removed.stream().map(RemovedService::service))
                .toList();
        if (sequence < 1 || new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("a manifest names each service once, and is at least the first one");
        }
        requireNothingShared(services);
    }

    private static void requireNothingShared(List<ServiceRecord> services) {
        Set<String> seen = new HashSet<>();
        boolean allDiffer = services.stream()
                .flatMap(record -> record.keys().stream())
                .allMatch(key -> seen.add(key.entry().fingerprint()));
        if (!allDiffer) {
            throw new FleetException(FleetRefusal.SHARED_KEY, "two keys of the fleet have one fingerprint");
        }
    }

    /**
     * {@return the manifest in a file}
     *
     * @param file the whole file
     * @param provisionerKeys whose signature counts, as services pin them
     * @throws FleetException if none of them has signed it, or it is not a manifest, format 1
     */
    public static Manifest read(byte[] file, List<String> provisionerKeys) {
        byte[] payload = FleetEnvelope.of(EnvelopeType.MANIFEST).read(file, provisionerKeys);
        return ManifestFormat.read(payload);
    }

    /**
     * {@return what is said about a service}
     *
     * @param service its name
     * @throws FleetException if it has no keys, or was removed
     */
    public ServiceRecord service(ServiceName service) {
        if (isRemoved(service)) {
            throw new FleetException(FleetRefusal.REMOVED_SERVICE, "the service " + service + " was removed");
        }
        return find(service)
                .orElseThrow(() -> new FleetException(
                        FleetRefusal.UNKNOWN_SERVICE, "no keys were issued to the service " + service));
    }

    Optional<ServiceRecord> find(ServiceName service) {
        return services.stream()
                .filter(record -> record.service().equals(service))
                .findAny();
    }

    boolean isRemoved(ServiceName service) {
        return removed.stream().anyMatch(gone -> gone.service().equals(service));
    }

    /** {@return the next manifest, in which these services are as they are now} */
    Manifest with(List<ServiceRecord> changed, Optional<DistinctKeys> compared, Instant now) {
        Map<ServiceName, ServiceRecord> records =
                new HashMap<>(services.stream().collect(Collectors.toMap(ServiceRecord::service, record -> record)));
        changed.forEach(record -> records.put(record.service(), record));
        return next(List.copyOf(records.values()), removed, compared.filter(this::isWider), now);
    }

    /** {@return the next manifest, in which the service is gone for ever} */
    Manifest without(ServiceName service, Instant now) {
        return next(
                services.stream()
                        .filter(record -> !record.service().equals(service))
                        .toList(),
                Stream.concat(removed.stream(), Stream.of(new RemovedService(service, now)))
                        .toList(),
                Optional.empty(),
                now);
    }

    private boolean isWider(DistinctKeys compared) {
        return distinct.isEmpty() || compared.leaves() >= distinct.get().leaves();
    }

    private Manifest next(
            List<ServiceRecord> records, List<RemovedService> gone, Optional<DistinctKeys> compared, Instant now) {
        return new Manifest(
                trustDomain,
                sequence + 1,
                now,
                root,
                provisioner,
                records,
                gone,
                compared.isPresent() ? compared : distinct);
    }
}
