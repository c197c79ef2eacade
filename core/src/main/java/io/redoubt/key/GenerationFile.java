package io.redoubt.key;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Enc;
import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.Sha256;
import io.redoubt.internal.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The highest generation of one service that any process with this state directory has used. A process that is killed
 * leaves either what was there before or what it wrote, whole. Thread-safe, also between processes.
 */
final class GenerationFile {

    private static final long VERSION = 1;
    private static final JsonLimits LIMITS = new JsonLimits(4 * 1024, 1, 8);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final int NAME_BYTES = 16;

    private final Path file;
    private final Path draft;
    private final TrustDomain trustDomain;
    private final ServiceName service;
    private final KeysetFile content;
    private final StateLock lock;

    GenerationFile(Path directory, TrustDomain trustDomain, ServiceName service, StateLock.Pause pause) {
        String name = nameFor(trustDomain, service);
        this.file = directory.resolve(name + ".json");
        this.draft = directory.resolve(name + ".new");
        this.trustDomain = trustDomain;
        this.service = service;
        this.content = KeysetFile.of(file, KeysetFile.Content.GENERATION, FilePermissions.ENFORCE);
        this.lock = new StateLock(directory.resolve(name + ".lock"), pause);
    }

    static GenerationFile of(Path directory, TrustDomain trustDomain, ServiceName service) {
        return new GenerationFile(directory, trustDomain, service, StateLock.Pause.OF_10_MS);
    }

    /** Of a fixed length, and the same on file systems that do not tell upper from lower case. */
    private static String nameFor(TrustDomain trustDomain, ServiceName service) {
        byte[] names = Enc.label("redoubt/generation/v1")
                .ascii(trustDomain.value())
                .ascii(service.value())
                .toBytes();
        return "generation-" + HexFormat.of().formatHex(Sha256.digest().digest(names), 0, NAME_BYTES);
    }

    /** Reads what is there and writes a draft, to see now whether that can be done. */
    void requireUsable() throws KeysetException {
        lock.run(() -> {
            Optional<SeenGeneration> unused = read();
            write(new byte[0]);
            Files.delete(draft);
        });
    }

    void require(SeenGeneration candidate) throws KeysetException {
        lock.run(() -> requireNotBelow(read(), candidate));
    }

    void raise(SeenGeneration candidate) throws KeysetException {
        lock.run(() -> {
            Optional<SeenGeneration> seen = read();
            requireNotBelow(seen, candidate);
            if (!seen.equals(Optional.of(candidate))) {
                write(Json.write(members(candidate)));
                replace();
            }
        });
    }

    private static void requireNotBelow(Optional<SeenGeneration> seen, SeenGeneration candidate)
            throws KeysetException {
        if (seen.isPresent()) {
            seen.get().requireNotAfter(candidate, "the state directory");
        }
    }

    private Optional<SeenGeneration> read() throws KeysetException {
        Optional<byte[]> bytes = content.readIfPresent();
        return bytes.isEmpty() ? Optional.empty() : Optional.of(decode(bytes.get()));
    }

    private Map<String, Object> members(SeenGeneration seen) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("trustDomain", trustDomain.value());
        members.put("service", service.value());
        members.put("generation", seen.generation());
        members.put("sha256", seen.sha256());
        return members;
    }

    private SeenGeneration decode(byte[] bytes) throws KeysetException {
        try {
            Map<String, Object> members = StrictJson.object(bytes, LIMITS);
            if (members.get("generation") instanceof Long generation
                    && generation >= 1
                    && generation <= KeysetHeader.MAX_GENERATION
                    && members.get("sha256") instanceof String sha256
                    && SHA256.matcher(sha256).matches()) {
                SeenGeneration seen = new SeenGeneration(generation, sha256);
                if (members.equals(members(seen))) {
                    return seen;
                }
            }
        } catch (JsonException e) {
            // Told below, without the text.
        }
        throw StateLock.refused("its file is malformed or of another service: find out why before you remove it");
    }

    /** Whatever a process that was killed left of a draft is gone first. */
    private void write(byte[] bytes) throws IOException {
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(draft, NEW, ownerOnly())) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** The name is on the disk, too, when this returns. */
    private void replace() throws IOException {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(draft.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }
}
