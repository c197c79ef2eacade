package io.redoubt.key;

import io.redoubt.internal.EnvelopeKey;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.internal.StrictJson;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a keyset file through all its checks, in the order of {@link KeysetCheck}, to keys that are ready for use. */
final class KeysetLoader {

    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final JsonLimits LIMITS = new JsonLimits(SignedEnvelope.MAX_BYTES, 8, Integer.MAX_VALUE);

    private final KeysetLocation location;
    private final KeysetFile file;
    private final Optional<KeysetFile> recipientFile;
    private final Map<String, EnvelopeKey> provisioners;
    private final GenerationMemory generations;
    private final Clock clock;

    private KeysetLoader(
            KeysetLocation location,
            KeysetFile file,
            Optional<KeysetFile> recipientFile,
            Map<String, EnvelopeKey> provisioners,
            GenerationMemory generations,
            Clock clock) {
        this.location = location;
        this.file = file;
        this.recipientFile = recipientFile;
        this.provisioners = provisioners;
        this.generations = generations;
        this.clock = clock;
    }

    /**
     * {@return a loader that has seen no generation yet}
     *
     * @throws KeysetException if the state directory cannot be used
     */
    static KeysetLoader of(KeysetLocation location, Clock clock) throws KeysetException {
        return new KeysetLoader(
                location,
                KeysetFile.of(location.file(), KeysetFile.Content.KEYSET, location.permissions()),
                location.recipientKey()
                        .map(path -> KeysetFile.of(path, KeysetFile.Content.RECIPIENT_KEY, location.permissions())),
                location.provisioners(),
                GenerationMemory.of(location),
                clock);
    }

    KeysetFile file() {
        return file;
    }

    /** {@return what keeps older generations out, for the line at the start} */
    String rollbackProtection() {
        return generations.describe();
    }

    /**
     * {@return the keys in the file as it is now}
     *
     * @throws KeysetException if a check fails
     */
    LoadedKeyset load() throws KeysetException {
        SignedEnvelope envelope = envelope(file.read());
        requireAddressee(envelope.unverifiedPayload());
        byte[] payload = envelope.verified(EnvelopeType.KEYSET, id -> Optional.ofNullable(provisioners.get(id)))
                .orElseThrow(() -> new KeysetException(
                        KeysetCheck.SIGNATURE, "is not signed as a keyset by a provisioner that is pinned here"));
        KeysetPayload keyset = KeysetPayload.read(payload);
        KeysetHeader header = keyset.header();
        generations.require(header.generation(), payload);
        if (header.notBefore().isAfter(clock.instant().plus(SKEW))) {
            throw new KeysetException(KeysetCheck.VALIDITY, "is not valid yet");
        }
        List<LeafKey> leaves = KeysetSets.leaves(keyset, this::recipient);
        try {
            LoadedKeyset loaded = LoadedKeyset.of(header, keyset.entries(), leaves, clock);
            generations.accepted(header.generation(), payload);
            return loaded;
        } finally {
            leaves.forEach(LeafKey::close);
        }
    }

    private static SignedEnvelope envelope(byte[] bytes) throws KeysetException {
        try {
            return SignedEnvelope.read(bytes);
        } catch (JsonException e) {
            throw new KeysetException(KeysetCheck.FORM, "file is no signed envelope");
        }
    }

    /** Before the signature, so that a file in the wrong place is called that. The same bytes are then verified. */
    private void requireAddressee(byte[] payload) throws KeysetException {
        try {
            boolean isOurs = StrictJson.peekText(payload, LIMITS, "trustDomain")
                            .equals(Optional.of(location.trustDomain().value()))
                    && StrictJson.peekText(payload, LIMITS, "service")
                            .equals(Optional.of(location.service().value()));
            if (!isOurs) {
                throw new KeysetException(
                        KeysetCheck.ADDRESSEE, "was issued to another service, or in another trust domain");
            }
        } catch (JsonException e) {
            throw new KeysetException(KeysetCheck.FORM, "is not of format 1: its payload is not JSON");
        }
    }

    /** Read for each keyset: it may have been replaced together with the file. */
    private Recipient recipient() throws KeysetException {
        if (recipientFile.isEmpty()) {
            throw new KeysetException(KeysetCheck.WRAP, "is wrapped, and no recipient key is configured");
        }
        return Recipient.read(recipientFile.get().read());
    }
}
