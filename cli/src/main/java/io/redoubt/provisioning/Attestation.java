package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.KeyState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Judges what instances state about their keys, which each signs under the signing key of its service. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class Attestation {

    private static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Manifest manifest;
    private final Revocations revocations;
    private final Instant now;

    /**
     * Judges by what was issued.
     *
     * @param manifest the manifest, verified
     * @param revocations the revocations, verified
     * @param now the time
     */
    public Attestation(Manifest manifest, Revocations revocations, Instant now) {
        this.manifest = manifest;
        this.revocations = revocations;
        this.now = now;
    }

    /**
     * {@return which instances of a service have shown that they have exactly the keys that the manifest names, at most ten
     * minutes ago}
     *
     * @param service the service
     * @param statements what the instances answered, each as it is; several of one instance count once
     * @throws FleetException if there is no such service
     */
    public Readiness readiness(ServiceName service, List<byte[]> statements) {
        ServiceRecord record = manifest.service(service);
        Set<String> instances = new TreeSet<>();
        List<AttestationRefusal> refused = new ArrayList<>();
        for (byte[] statement : statements) {
            Judged judged = judge(record, statement);
            judged.instance().ifPresent(instances::add);
            judged.refusal().ifPresent(refused::add);
        }
        return new Readiness(instances, refused);
    }

    private record Judged(Optional<String> instance, Optional<AttestationRefusal> refusal) {

        static Judged refused(AttestationRefusal refusal) {
            return new Judged(Optional.empty(), Optional.of(refusal));
        }
    }

    private Judged judge(ServiceRecord record, byte[] bytes) {
        try {
            SignedEnvelope envelope = SignedEnvelope.read(bytes);
            // What is read here is believed only if its exact bytes verify below.
            Optional<AttestationFormat> statement = AttestationFormat.read(envelope.unverifiedPayload());
            if (statement.isEmpty()) {
                return Judged.refused(AttestationRefusal.FORM);
            }
            Optional<AttestationRefusal> refusal = Stream.of(
                            addressee(record, statement.get()),
                            signature(record, envelope),
                            time(statement.get()),
                            keys(record, statement.get()),
                            primary(record, envelope))
                    .flatMap(Optional::stream)
                    .findFirst();
            return refusal.isPresent()
                    ? new Judged(Optional.empty(), refusal)
                    : new Judged(Optional.of(statement.get().instance()), Optional.empty());
        } catch (JsonException e) {
            return Judged.refused(AttestationRefusal.FORM);
        }
    }

    private Optional<AttestationRefusal> addressee(ServiceRecord record, AttestationFormat statement) {
        return refusalIf(
                !statement.trustDomain().equals(manifest.trustDomain())
                        || !statement.service().equals(record.service()),
                AttestationRefusal.SERVICE);
    }

    private Optional<AttestationRefusal> signature(ServiceRecord record, SignedEnvelope envelope) {
        Set<Integer> revoked = revocations.of(record.service());
        if (isSigned(envelope, record, key -> revoked.contains(key.epoch()))) {
            return Optional.of(AttestationRefusal.REVOKED);
        }
        return refusalIf(!isSigned(envelope, record, key -> key.state().isLive()), AttestationRefusal.SIGNATURE);
    }

    private static boolean isSigned(SignedEnvelope envelope, ServiceRecord record, Predicate<KeyRecord> keys) {
        List<String> trusted = record.keys().stream()
                .filter(keys)
                .map(KeyRecord::publicKey)
                .flatMap(Optional::stream)
                .toList();
        return envelope.verified(EnvelopeType.ATTESTATION, FleetEnvelope.trusted(trusted))
                .isPresent();
    }

    private Optional<AttestationRefusal> time(AttestationFormat statement) {
        return statement.at().isBefore(now.minus(MAX_AGE))
                ? Optional.of(AttestationRefusal.STALE)
                : refusalIf(statement.at().isAfter(now.plus(SKEW)), AttestationRefusal.FUTURE);
    }

    private static Optional<AttestationRefusal> keys(ServiceRecord record, AttestationFormat statement) {
        if (statement.generation() < record.generation()) {
            return Optional.of(AttestationRefusal.OLDER_GENERATION);
        }
        if (statement.generation() > record.generation()) {
            return Optional.of(AttestationRefusal.NEWER_GENERATION);
        }
        return refusalIf(!statement.keys().equals(record.listed()), AttestationRefusal.KEYS);
    }

    /** With these keys an instance signs under the primary one; the others are older, or for later. */
    private static Optional<AttestationRefusal> primary(ServiceRecord record, SignedEnvelope envelope) {
        return refusalIf(
                !isSigned(envelope, record, key -> key.state() == KeyState.PRIMARY), AttestationRefusal.NOT_PRIMARY);
    }

    private static Optional<AttestationRefusal> refusalIf(boolean applies, AttestationRefusal refusal) {
        return applies ? Optional.of(refusal) : Optional.empty();
    }
}
