package io.redoubt.key;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.internal.StrictJson;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A keyset of random keys that a developer's machine makes for itself. FORMATS section 3, "Development keyset". */
final class DevelopmentKeyset {

    private static final String TYPE = "redoubt-dev-keyset";
    static final TrustDomain TRUST_DOMAIN = new TrustDomain("dev.invalid");
    private static final Duration LIFETIME = Duration.ofDays(3650);
    private static final int KID_BYTES = 4;
    private static final JsonLimits LIMITS = new JsonLimits(SignedEnvelope.MAX_BYTES, 1, 2);

    private final Path path;
    private final KeysetFile file;
    private final ServiceName service;
    private final SecureRandom random;
    private final Clock clock;

    DevelopmentKeyset(Path path, ServiceName service, SecureRandom random, Clock clock) {
        this.path = path;
        this.file = KeysetFile.of(path, KeysetFile.Content.KEYSET, FilePermissions.ENFORCE);
        this.service = service;
        this.random = random;
        this.clock = clock;
    }

    /** {@return the keys in the file, which is made first if there is none} */
    LoadedKeyset load() throws KeysetException {
        Optional<byte[]> existing = file.readIfPresent();
        if (existing.isEmpty()) {
            PrivateFile.writeIfAbsent(path, newFile()); // another instance may make it at this moment
        }
        return read(existing.isPresent() ? existing.get() : file.read());
    }

    private LoadedKeyset read(byte[] bytes) throws KeysetException {
        KeysetPayload keyset = KeysetPayload.read(payload(bytes));
        KeysetHeader header = keyset.header();
        if (!header.trustDomain().equals(TRUST_DOMAIN) || !header.service().equals(service)) {
            throw new KeysetException(KeysetCheck.ADDRESSEE, "is the development keyset of another service");
        }
        List<LeafKey> leaves = KeysetSets.leaves(keyset, () -> {
            throw new KeysetException(KeysetCheck.WRAP, "is wrapped, which a development keyset never is");
        });
        try {
            return LoadedKeyset.of(header, keyset.entries(), leaves, clock);
        } finally {
            leaves.forEach(LeafKey::close);
        }
    }

    private static byte[] payload(byte[] bytes) throws KeysetException {
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(bytes, LIMITS), Set.of("typ", "payload"), Set.of());
            if (members.text("typ").equals(TYPE)) {
                return Base64.getUrlDecoder().decode(members.text("payload"));
            }
        } catch (JsonException | IllegalArgumentException e) {
            // Told below, without the text.
        }
        throw new KeysetException(KeysetCheck.FORM, "file is no development keyset");
    }

    private byte[] newFile() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        KeysetHeader header = new KeysetHeader(TRUST_DOMAIN, service, 1, "none", now, now.plus(LIFETIME));
        List<LeafKey> leaves = Purpose.all().stream().map(this::newLeaf).toList();
        byte[] payload = KeysetWriter.payload(header, leaves, List.of(), Wrapping.none());
        leaves.forEach(LeafKey::close);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("typ", TYPE);
        members.put("payload", Base64.getUrlEncoder().withoutPadding().encodeToString(payload));
        return Json.write(members);
    }

    private LeafKey newLeaf(Purpose purpose) {
        byte[] bytes = new byte[purpose.leafBytes()];
        random.nextBytes(bytes);
        try {
            return LeafKey.of(kid(), purpose, purpose.suites().get(0), 1, KeyState.PRIMARY, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** {@return a number that is not zero; with eight of them, two are alike once in 150 million files} */
    private String kid() {
        byte[] kid = new byte[KID_BYTES];
        random.nextBytes(kid);
        kid[0] |= 1;
        return HexFormat.of().formatHex(kid);
    }
}
