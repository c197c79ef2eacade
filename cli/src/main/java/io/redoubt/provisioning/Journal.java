package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.provisioning.DurableFile.Access;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes a step happen whole or not at all: all of it is written into a directory of its own, which then gets the name
 * {@code pending} in one move. From then on the step has happened, and its files are put in their places, as often as it
 * takes. Before, it has not, and what was written is deleted. Not thread-safe.
 */
final class Journal {

    private static final int MAX_LINES_BYTES = 1024 * 1024 * 1024;

    private final FleetDirectory directory;
    private final Path draft;
    private final Path pending;
    private final Path done;
    private final Checkpoint checkpoint;

    Journal(FleetDirectory directory, Checkpoint checkpoint) {
        this.directory = directory;
        this.draft = directory.path().resolve("pending.draft");
        this.pending = directory.path().resolve("pending");
        this.done = directory.path().resolve("pending.done");
        this.checkpoint = checkpoint;
    }

    /** {@return whether a step has happened of which not all files are in their places} */
    boolean isPending() {
        return Files.exists(pending, LinkOption.NOFOLLOW_LINKS);
    }

    /** {@return the manifest of the step that is pending} */
    Path pendingManifest() {
        return pending.resolve("manifest.json");
    }

    /** Forgets a step that has not happened, and the rest of one that has. */
    void tidy() {
        DurableFile.delete(draft);
        DurableFile.delete(done);
    }

    /** Writes all of a step. */
    void prepare(FleetStep step) {
        tidy();
        DurableFile.createDirectories(draft);
        for (int i = 0; i < step.issued().size(); i++) {
            DurableFile.create(draftKeyset(i), step.issued().get(i).file(), Access.OWNER);
            checkpoint.reached();
        }
        FleetStep.Documents documents = step.documents();
        DurableFile.create(draft.resolve("audit-lines.jsonl"), documents.lines(), Access.OWNER);
        DurableFile.create(draft.resolve("audit-head.json"), documents.head(), Access.OWNER);
        DurableFile.create(draft.resolve("revocations.json"), documents.revocations(), Access.OWNER);
        DurableFile.create(draft.resolve("manifest.json"), documents.manifest(), Access.OWNER);
        List<ServiceName> services =
                step.issued().stream().map(issued -> issued.service().service()).toList();
        JournalPlan plan = new JournalPlan(DurableFile.size(directory.audit()), outHash(), services, step.removed());
        DurableFile.create(draft.resolve("plan.json"), plan.write(), Access.OWNER);
        DurableFile.forceDirectory(draft);
        checkpoint.reached();
    }

    /** {@return one of the keyset files of a step that has not happened yet} */
    Path draftKeyset(int index) {
        return draft.resolve("keyset-" + index + ".json");
    }

    /** The step happens. */
    void commit() {
        DurableFile.rename(draft, pending);
        checkpoint.reached();
    }

    /**
     * Refuses a step that somebody else left there.
     *
     * @throws FleetException if something in it is not signed by one of the keys, or does not belong to the rest
     */
    void requireOurs(List<String> provisionerKeys) {
        Manifest manifest =
                Manifest.read(DurableFile.read(pendingManifest(), FleetEnvelope.MAX_BYTES), provisionerKeys);
        requireNext(manifest, provisionerKeys);
        Revocations.read(
                DurableFile.read(pending.resolve("revocations.json"), FleetEnvelope.MAX_BYTES), provisionerKeys);
        AuditHead head = AuditHead.read(
                DurableFile.read(pending.resolve("audit-head.json"), AuditHead.MAX_BYTES), provisionerKeys);
        if (!Hash.of(lastLine(lines())).equals(head.line())) {
            throw new FleetException(FleetRefusal.AUDIT, "lines of the interrupted command are not those it signed");
        }
        JournalPlan plan = plan();
        if (!plan.removed().stream().allMatch(manifest::isRemoved)) {
            throw new FleetException(FleetRefusal.MANIFEST, "the interrupted command removed another service");
        }
        for (int i = 0; i < plan.issued().size(); i++) {
            requireOurs(manifest.service(plan.issued().get(i)), i, provisionerKeys);
        }
    }

    /** An earlier step is signed as well: whoever kept it could have it taken again over all that came later. */
    private void requireNext(Manifest manifest, List<String> provisionerKeys) {
        Optional<Manifest> current = DurableFile.readIfPresent(directory.manifest(), FleetEnvelope.MAX_BYTES)
                .map(file -> Manifest.read(file, provisionerKeys));
        long next = current.map(Manifest::sequence).orElse(0L) + 1;
        if (manifest.sequence() != next && !current.equals(Optional.of(manifest))) {
            throw new FleetException(FleetRefusal.MANIFEST, "the interrupted command is not the next one of the fleet");
        }
    }

    private void requireOurs(ServiceRecord service, int index, List<String> provisionerKeys) {
        try {
            Optional<byte[]> payload = SignedEnvelope.read(pendingKeyset(index))
                    .verified(EnvelopeType.KEYSET, FleetEnvelope.trusted(provisionerKeys));
            if (payload.map(Hash::of).filter(service.keyset()::equals).isPresent()) {
                return;
            }
        } catch (JsonException e) {
            // Told below.
        }
        throw new FleetException(FleetRefusal.MANIFEST, "a keyset of the interrupted command is not the one it signed");
    }

    private static byte[] lastLine(byte[] lines) {
        int end = Math.max(0, lines.length - 1);
        int start = end;
        while (start > 0 && lines[start - 1] != '\n') {
            start--;
        }
        return Arrays.copyOfRange(lines, start, end);
    }

    /**
     * Puts all files of the step that has happened in their places; can be done again at any point.
     *
     * @throws FleetException if the audit log is not as the step found it, or keysets were to go elsewhere
     */
    void apply() {
        JournalPlan plan = plan();
        if (!plan.outHash().equals(outHash())) {
            throw new FleetException(
                    FleetRefusal.INTERRUPTED, "an interrupted command was to write its keysets elsewhere");
        }
        append(plan.offset(), lines());
        checkpoint.reached();
        for (int i = 0; i < plan.issued().size(); i++) {
            Path file = directory.keyset(plan.issued().get(i));
            DurableFile.createDirectories(file.resolveSibling("."));
            DurableFile.replace(file, pendingKeyset(i), Access.OWNER);
            checkpoint.reached();
        }
        plan.removed().ifPresent(service -> DurableFile.delete(directory.keyset(service)));
        place("revocations.json", directory.revocations());
        place("audit-head.json", directory.auditHead());
        place("manifest.json", directory.manifest());
        DurableFile.rename(pending, done);
        checkpoint.reached();
        DurableFile.delete(done);
    }

    private void append(long offset, byte[] lines) {
        byte[] tail = tail(offset, lines.length);
        if (!Arrays.equals(tail, 0, tail.length, lines, 0, tail.length)) {
            throw new FleetException(FleetRefusal.AUDIT, "the audit log was written to by something else");
        }
        DurableFile.writeFrom(directory.audit(), offset, lines);
    }

    /** {@return what stands behind the log as the step found it: nothing, or some of the step's own lines} */
    private byte[] tail(long offset, int longest) {
        long size = DurableFile.size(directory.audit());
        if (size < offset || size - offset > longest) {
            throw new FleetException(FleetRefusal.AUDIT, "the audit log was cut or written to by something else");
        }
        return DurableFile.readFrom(directory.audit(), offset, (int) (size - offset));
    }

    private void place(String name, Path file) {
        DurableFile.replace(file, DurableFile.read(pending.resolve(name), FleetEnvelope.MAX_BYTES), Access.EVERYBODY);
        checkpoint.reached();
    }

    private byte[] pendingKeyset(int index) {
        return DurableFile.read(pending.resolve("keyset-" + index + ".json"), SignedEnvelope.MAX_BYTES);
    }

    private byte[] lines() {
        return DurableFile.read(pending.resolve("audit-lines.jsonl"), MAX_LINES_BYTES);
    }

    private JournalPlan plan() {
        return JournalPlan.read(DurableFile.read(pending.resolve("plan.json"), JournalPlan.MAX_BYTES));
    }

    private String outHash() {
        String out = directory.out().toAbsolutePath().normalize().toString();
        return Hash.of(out.getBytes(StandardCharsets.UTF_8));
    }

    /** Is told after each write. */
    interface Checkpoint {
        Checkpoint NONE = () -> {};

        void reached();
    }
}
