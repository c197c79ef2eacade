package io.redoubt.provisioning;

import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The public files of a fleet, for whoever has no root: to report, and to verify. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FleetRecords {

    private final FleetDirectory directory;
    private final List<String> provisionerKeys;
    private final Manifest manifest;
    private final String manifestHash;
    private final Revocations revocations;
    private final AuditHead head;

    private FleetRecords(FleetDirectory directory, List<String> provisionerKeys) {
        byte[] file = file(directory.manifest(), FleetEnvelope.MAX_BYTES);
        this.directory = directory;
        this.provisionerKeys = List.copyOf(provisionerKeys);
        this.manifest = Manifest.read(file, provisionerKeys);
        this.manifestHash = Hash.of(file);
        this.revocations = Revocations.read(file(directory.revocations(), FleetEnvelope.MAX_BYTES), provisionerKeys);
        this.head = AuditHead.read(file(directory.auditHead(), AuditHead.MAX_BYTES), provisionerKeys);
    }

    /**
     * Reads the files, and believes only what one of these keys has signed.
     *
     * @param directory where the fleet is
     * @param provisionerKeys whose signature counts, as services pin them
     * @return the files
     * @throws FleetException if it is refused
     */
    public static FleetRecords read(FleetDirectory directory, List<String> provisionerKeys) {
        if (new Journal(directory, Journal.Checkpoint.NONE).isPending()) {
            throw new FleetException(FleetRefusal.INTERRUPTED, "a command was interrupted, or is at work");
        }
        FleetRecords records = new FleetRecords(directory, provisionerKeys);
        TrustDomain domain = records.manifest.trustDomain();
        if (!records.revocations.trustDomain().equals(domain)) {
            throw new FleetException(FleetRefusal.REVOCATIONS, "the revocations are of another trust domain");
        }
        if (!records.head.trustDomain().equals(domain)) {
            throw new FleetException(FleetRefusal.AUDIT, "the head of the audit log is of another trust domain");
        }
        return records;
    }

    /**
     * Reads the files, and believes the keys that the manifest itself names: that shows that the files belong together, not
     * that they are the right ones.
     *
     * @param directory where the fleet is
     * @return the files
     * @throws FleetException if it is refused
     */
    public static FleetRecords readUnpinned(FleetDirectory directory) {
        return read(directory, claimed(directory.manifest()).provisioner().keys());
    }

    /** {@return what a manifest says, whoever has signed it} */
    static Manifest claimed(Path manifest) {
        byte[] file = file(manifest, FleetEnvelope.MAX_BYTES);
        return ManifestFormat.read(FleetEnvelope.of(EnvelopeType.MANIFEST).readUnverified(file));
    }

    private static byte[] file(Path file, int maxBytes) {
        if (!Files.exists(file)) {
            throw new FleetException(FleetRefusal.ABSENT, "there is no " + file.getFileName() + " here");
        }
        return DurableFile.read(file, maxBytes);
    }

    /** {@return everything that was issued} */
    public Manifest manifest() {
        return manifest;
    }

    /** {@return every epoch that is not to be trusted any more} */
    public Revocations revocations() {
        return revocations;
    }

    AuditHead head() {
        return head;
    }

    /**
     * {@return whether the audit log is whole, and tells of this manifest and of these revocations}
     *
     * @param witnesses copies of {@code audit-head.json} that were kept elsewhere; without one, a rollback of the whole
     *     directory is not seen
     * @throws FleetException if a witness is not signed, or the log cannot be read
     */
    public AuditReport verifyAudit(List<byte[]> witnesses) {
        List<AuditHead> heads = witnesses.stream()
                .map(witness -> AuditHead.read(witness, provisionerKeys))
                .toList();
        return AuditLog.verify(
                directory.audit(), new AuditLog.Claims(head, manifest, manifestHash, revocations, heads));
    }
}
