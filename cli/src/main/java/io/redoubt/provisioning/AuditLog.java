package io.redoubt.provisioning;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies an audit log against its head, the manifest and the revocations, line by line, in the memory of one line and of
 * what the manifest names. Not thread-safe.
 */
final class AuditLog {

    private static final int END_OF_LINE = '\n';

    private final AuditReplay replay = new AuditReplay();
    private final Claims claims;
    private final Map<Long, String> witnesses = new HashMap<>();

    /**
     * What the log must agree with, each verified.
     *
     * @param head the head of the log
     * @param manifest the manifest
     * @param manifestHash the hash of the file of the manifest
     * @param revocations the revocations
     * @param witnesses heads that were kept elsewhere
     */
    record Claims(
            AuditHead head,
            Manifest manifest,
            String manifestHash,
            Revocations revocations,
            List<AuditHead> witnesses) {

        Claims {
            witnesses = List.copyOf(witnesses);
        }
    }

    private AuditLog(Claims claims) {
        this.claims = claims;
        claims.witnesses()
                .forEach(head ->
                        witnesses.merge(head.n(), head.line(), (one, other) -> one.equals(other) ? one : Hash.NONE));
    }

    /** {@return what came of it} */
    static AuditReport verify(Path file, Claims claims) {
        return DurableFile.attempt(file, "read", () -> {
            try (InputStream lines = new BufferedInputStream(Files.newInputStream(file))) {
                return new AuditLog(claims).verify(lines);
            }
        });
    }

    private AuditReport verify(InputStream lines) throws IOException {
        long n = 0;
        String previous = Hash.NONE;
        String manifest = Hash.NONE;
        for (Optional<byte[]> next = next(lines); next.isPresent(); next = next(lines)) {
            n++;
            Optional<AuditLine> line = AuditLine.read(next.get());
            if (line.isEmpty()) {
                return failure(AuditCheck.FORM, n);
            }
            if (!line.get().previous().equals(previous) || line.get().n() != n) {
                return failure(AuditCheck.CHAIN, n);
            }
            previous = Hash.of(next.get());
            manifest = line.get().manifest();
            if (n > claims.head().n()
                    || (n == claims.head().n() && !previous.equals(claims.head().line()))) {
                return failure(AuditCheck.HEAD, n);
            }
            if (!previous.equals(witnesses.getOrDefault(n, previous))) {
                return failure(AuditCheck.WITNESS, n);
            }
            if (!replay.accept(line.get())) {
                return failure(AuditCheck.STEP, n);
            }
        }
        return atTheEnd(n, manifest);
    }

    private AuditReport atTheEnd(long n, String manifest) {
        if (n < claims.head().n()) {
            return failure(AuditCheck.TRUNCATED, n);
        }
        if (witnesses.keySet().stream().anyMatch(witnessed -> witnessed > n)) {
            return failure(AuditCheck.WITNESS, n);
        }
        if (!manifest.equals(claims.manifestHash())) {
            return failure(AuditCheck.MANIFEST, n);
        }
        if (!replay.leadsTo(claims.manifest())) {
            return failure(AuditCheck.REPLAY, n);
        }
        if (!replay.leadsTo(claims.revocations())) {
            return failure(AuditCheck.REVOCATIONS, n);
        }
        return new AuditReport(n, Optional.empty());
    }

    private static AuditReport failure(AuditCheck check, long line) {
        long whole = check == AuditCheck.TRUNCATED ? line : Math.max(0, line - 1);
        return new AuditReport(whole, Optional.of(new AuditReport.Failure(check, line)));
    }

    /** {@return the next line without its end, or nothing; one that has no end, or is too long, comes as an empty line} */
    private static Optional<byte[]> next(InputStream lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = lines.read(); read != END_OF_LINE; read = lines.read()) {
            if (read < 0) {
                return line.size() == 0 ? Optional.empty() : Optional.of(new byte[0]);
            }
            line.write(read);
            if (line.size() > AuditLine.MAX_BYTES) {
                return Optional.of(new byte[0]);
            }
        }
        return Optional.of(line.toByteArray());
    }
}
