package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every epoch that is not to be trusted any more. Immutable and thread-safe.
 *
 * @param trustDomain the trust domain
 * @param sequence how many such lists there were by now, 1 or more
 * @param at when it was written, in whole seconds
 * @param revoked the epochs, in the order in which they were revoked
 * @since 0.1.0
 */
public record Revocations(TrustDomain trustDomain, long sequence, Instant at, List<Revocation> revoked) {

    /**
     * Accepts what fits together, and copies the list.
     *
     * @param trustDomain the trust domain
     * @param sequence how many such lists there were by now
     * @param at when it was written
     * @param revoked the epochs
     * @throws IllegalArgumentException if an epoch is there twice, or the sequence is not at least 1
     */
    public Revocations {
        revoked = List.copyOf(revoked);
        Set<Object> epochs = new HashSet<>();
        if (sequence < 1 || !revoked.stream().allMatch(one -> epochs.add(Map.entry(one.service(), one.epoch())))) {
            throw new IllegalArgumentException("a list of revocations names each epoch once");
        }
    }

    /**
     * {@return the list in a file}
     *
     * @param file the whole file
     * @param provisionerKeys whose signature counts, as services pin them
     * @throws FleetException if none of them has signed it, or it is not such a list, format 1
     */
    public static Revocations read(byte[] file, List<String> provisionerKeys) {
        byte[] payload = FleetEnvelope.of(EnvelopeType.REVOCATIONS).read(file, provisionerKeys);
        return RevocationsFormat.read(payload);
    }

    /**
     * {@return the epochs of a service that are revoked}
     *
     * @param service the service
     */
    public Set<Integer> of(ServiceName service) {
        return revoked.stream()
                .filter(one -> one.service().equals(service))
                .map(Revocation::epoch)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return the next list, with these epochs} */
    Revocations with(ServiceName service, Set<Integer> epochs, Instant now) {
        Stream<Revocation> more = epochs.stream().sorted().map(epoch -> new Revocation(service, epoch, now));
        return new Revocations(
                trustDomain,
                sequence + 1,
                now,
                Stream.concat(revoked.stream(), more).toList());
    }
}
