package io.redoubt.provisioning;

import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.KeyEntry;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signs the documents of a step, and has the step happen. Not thread-safe. */
final class FleetWriter {

    private final EnvelopeSigner signer;
    private final Operator operator;
    private final Journal journal;

    FleetWriter(EnvelopeSigner signer, Operator operator, Journal journal) {
        this.signer = signer;
        this.operator = operator;
        this.journal = journal;
    }

    /**
     * A step that is about to happen.
     *
     * @param action what
     * @param manifest the manifest that comes of it
     * @param revocations the revocations that come of it
     * @param issued the keysets that are issued
     * @param removed the service that is removed, as it was
     */
    record Change(
            AuditAction action,
            Manifest manifest,
            Revocations revocations,
            List<IssuedKeyset> issued,
            Optional<ServiceRecord> removed) {

        Change {
            issued = List.copyOf(issued);
        }
    }

    /** What is to be seen of the keyset files before the step happens. */
    interface Inspection {
        void look(IssuedKeyset keyset, Path file, int index);
    }

    /**
     * Writes a step, has its keysets inspected, and lets it happen.
     *
     * @param last the number and hash of the last line of the audit log; nothing if there is none
     */
    void write(Change change, Optional<AuditHead> last, Inspection inspection) {
        FleetStep step =
                new FleetStep(change.issued(), change.removed().map(ServiceRecord::service), documents(change, last));
        try {
            journal.prepare(step);
            for (int i = 0; i < step.issued().size(); i++) {
                inspection.look(step.issued().get(i), journal.draftKeyset(i), i);
            }
        } catch (FleetException e) {
            journal.tidy();
            throw e;
        }
        journal.commit();
        journal.apply();
    }

    private FleetStep.Documents documents(Change change, Optional<AuditHead> last) {
        byte[] manifest = sign(EnvelopeType.MANIFEST, ManifestFormat.write(change.manifest()));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        long n = last.map(AuditHead::n).orElse(0L);
        String previous = last.map(AuditHead::line).orElse(Hash.NONE);
        for (Subject subject : subjects(change)) {
            n++;
            byte[] line = new AuditLine(
                            n,
                            operator.now(),
                            operator.who(),
                            change.action(),
                            subject.named(),
                            change.manifest().root().id(),
                            subject.keys(),
                            Hash.of(manifest),
                            previous)
                    .write();
            lines.writeBytes(line);
            lines.write('\n');
            previous = Hash.of(line);
        }
        AuditHead head = new AuditHead(change.manifest().trustDomain(), n, previous, operator.now());
        return new FleetStep.Documents(
                manifest,
                sign(EnvelopeType.REVOCATIONS, RevocationsFormat.write(change.revocations())),
                sign(EnvelopeType.AUDIT, head.write()),
                lines.toByteArray());
    }

    private byte[] sign(EnvelopeType type, byte[] payload) {
        return SignedEnvelope.write(type, payload, signer);
    }

    private record Subject(Optional<AuditLine.Subject> named, List<KeyEntry> keys) {}

    /** {@return of whom the lines tell, one after the other} */
    private static List<Subject> subjects(Change change) {
        List<Subject> subjects = new ArrayList<>();
        change.issued().stream()
                .map(IssuedKeyset::service)
                .map(record -> new Subject(
                        Optional.of(AuditLine.Subject.of(record)),
                        record.keys().stream().map(KeyRecord::entry).toList()))
                .forEach(subjects::add);
        change.removed()
                .map(record -> new Subject(Optional.of(AuditLine.Subject.of(record)), List.of()))
                .ifPresent(subjects::add);
        if (change.action() == AuditAction.INIT) {
            subjects.add(new Subject(Optional.empty(), List.of()));
        }
        return subjects;
    }
}
