package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.DistinctLeaves;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetHeader;
import io.redoubt.key.KeysetLocation;
import io.redoubt.key.KeysetWriter;
import io.redoubt.key.RecipientKey;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Wrapping;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes keyset files, and reads them again as a service would. Not thread-safe. */
final class KeysetIssuer {

    private final TrustDomain trustDomain;
    private final KeyMaker keys;
    private final String root;
    private final EnvelopeSigner signer;
    private final Operator operator;

    KeysetIssuer(TrustDomain trustDomain, KeyMaker keys, String root, EnvelopeSigner signer, Operator operator) {
        this.trustDomain = trustDomain;
        this.keys = keys;
        this.root = root;
        this.signer = signer;
        this.operator = operator;
    }

    /**
     * {@return the next keyset of a service}
     *
     * @param before what the manifest says about it, if it has keys
     * @param plan its keys
     * @param lifetime how long it lasts
     * @param distinct every key that was made in this step
     */
    IssuedKeyset issue(
            ServiceName service,
            Optional<ServiceRecord> before,
            Optional<RecipientKey> recipient,
            KeyPlan plan,
            Duration lifetime,
            DistinctLeaves distinct) {
        Instant now = operator.now();
        long generation = before.map(ServiceRecord::generation).orElse(0L) + 1;
        if (generation > KeysetHeader.MAX_GENERATION) {
            throw new FleetException(
                    FleetRefusal.GENERATIONS_EXHAUSTED, "the service " + service + " has had its last generation");
        }
        KeysetHeader header = new KeysetHeader(trustDomain, service, generation, root, now, now.plus(lifetime));
        try (DerivedKeys derived = keys.make(service, plan, now)) {
            if (!derived.leaves().stream().allMatch(distinct::add)) {
                throw new FleetException(
                        FleetRefusal.SHARED_KEY, "a key of the service " + service + " begins like another key");
            }
            return write(header, derived, recipient);
        }
    }

    private IssuedKeyset write(KeysetHeader header, DerivedKeys derived, Optional<RecipientKey> recipient) {
        Wrapping wrapping =
                recipient.map(key -> Wrapping.to(key, operator.random())).orElseGet(Wrapping::none);
        List<KeyEntry> named = NamedKeys.of(header.service(), derived.records());
        byte[] payload = KeysetWriter.payload(header, derived.leaves(), named, wrapping);
        ServiceRecord record = new ServiceRecord(
                header.service(),
                header.generation(),
                header.notBefore(),
                header.expires(),
                recipient,
                derived.records(),
                Hash.of(payload));
        return new IssuedKeyset(record, SignedEnvelope.write(EnvelopeType.KEYSET, payload, signer));
    }

    /**
     * Reads a keyset file as its service would: it is the one that was made, and its keys work. The keys of one that is
     * wrapped are for the service's eyes only.
     *
     * @throws FleetException if it is not the keyset that the record names
     */
    void readBack(Path file, ServiceRecord record) {
        requireSigned(file, record);
        if (record.recipient().isEmpty()) {
            requireUsable(file, record);
        }
    }

    private void requireSigned(Path file, ServiceRecord record) {
        try {
            Optional<byte[]> payload = SignedEnvelope.read(DurableFile.read(file, SignedEnvelope.MAX_BYTES))
                    .verified(
                            EnvelopeType.KEYSET,
                            FleetEnvelope.trusted(List.of(signer.key().text())));
            if (payload.map(Hash::of).filter(record.keyset()::equals).isPresent()) {
                return;
            }
        } catch (JsonException e) {
            // Told below.
        }
        throw new FleetException(
                FleetRefusal.READ_BACK,
                "the keyset of the service " + record.service() + " is not the one that was made");
    }

    private void requireUsable(Path file, ServiceRecord record) {
        KeysetLocation location = KeysetLocation.of(
                trustDomain, record.service(), file, List.of(signer.key().text()));
        try {
            ServiceKeyset.open(location, event -> {}, operator.clock()).close();
        } catch (KeysetException e) {
            throw new FleetException(
                    FleetRefusal.READ_BACK,
                    "the keyset of the service " + record.service() + " is refused: it " + e.problem());
        }
    }
}
