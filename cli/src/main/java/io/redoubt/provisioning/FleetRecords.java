package io.redoubt.provisioning;

import java.util.List;

/**
 * The public files of a fleet, for whoever has no root: to report, and to verify. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("DoNotCallSuggester")
public final class FleetRecords {

    private FleetRecords() {}

    /**
     * Reads the files, and believes only what one of these keys has signed.
     *
     * @param directory where the fleet is
     * @param provisionerKeys whose signature counts, as services pin them
     * @return the files
     * @throws FleetException if it is refused
     */
    public static FleetRecords read(FleetDirectory directory, List<String> provisionerKeys) {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    /** {@return everything that was issued} */
    public Manifest manifest() {
        throw new UnsupportedOperationException();
    }

    /** {@return every epoch that is not to be trusted any more} */
    public Revocations revocations() {
        throw new UnsupportedOperationException();
    }

    /**
     * {@return whether the audit log is whole, and tells of this manifest and of these revocations}
     *
     * @param witnesses copies of {@code audit-head.json} that were kept elsewhere; without one, a rollback of the whole
     *     directory is not seen
     */
    public AuditReport verifyAudit(List<byte[]> witnesses) {
        throw new UnsupportedOperationException();
    }
}
