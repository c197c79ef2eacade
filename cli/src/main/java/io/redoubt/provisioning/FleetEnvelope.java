package io.redoubt.provisioning;

import io.redoubt.internal.EnvelopeKey;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.SignedEnvelope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A document of a fleet in its signed envelope. FORMATS section 3. Immutable and thread-safe. */
final class FleetEnvelope {

    /** Some 20,000 services, or 2,000 that were rotated ten times. */
    static final int MAX_BYTES = 64 * 1024 * 1024;

    private final EnvelopeType type;
    private final FleetRefusal refusal;

    private FleetEnvelope(EnvelopeType type, FleetRefusal refusal) {
        this.type = type;
        this.refusal = refusal;
    }

    static FleetEnvelope of(EnvelopeType type) {
        return switch (type) {
            case MANIFEST -> new FleetEnvelope(type, FleetRefusal.MANIFEST);
            case REVOCATIONS -> new FleetEnvelope(type, FleetRefusal.REVOCATIONS);
            case AUDIT -> new FleetEnvelope(type, FleetRefusal.AUDIT);
            case KEYSET, ATTESTATION -> throw new IllegalArgumentException("is no document of a fleet");
        };
    }

    /** {@return the payload that one of the keys has signed} */
    byte[] read(byte[] file, List<String> provisionerKeys) {
        return envelope(file)
                .verified(type, trusted(provisionerKeys))
                .orElseThrow(() -> refused("the file is not signed by a provisioner that is trusted here"));
    }

    /** {@return the payload, whoever has signed it} */
    byte[] readUnverified(byte[] file) {
        return envelope(file).unverifiedPayload();
    }

    private SignedEnvelope envelope(byte[] file) {
        try {
            return SignedEnvelope.read(file, MAX_BYTES);
        } catch (JsonException e) {
            throw refused("the file is no signed envelope");
        }
    }

    FleetException refused(String problem) {
        return new FleetException(refusal, problem);
    }

    /** {@return finds one of the keys by its id} */
    static Function<String, Optional<EnvelopeKey>> trusted(List<String> keys) {
        Map<String, EnvelopeKey> byId = keys.stream()
                .map(EnvelopeKey::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(EnvelopeKey::id, key -> key, (one, same) -> one));
        return id -> Optional.ofNullable(byId.get(id));
    }
}
