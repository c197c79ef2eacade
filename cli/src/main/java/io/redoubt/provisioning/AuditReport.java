package io.redoubt.provisioning;

import java.util.Optional;

/**
 * What came of verifying an audit log. Immutable and thread-safe.
 *
 * @param lines how many lines hold
 * @param failure the first thing that does not hold, if there is one
 * @since 0.1.0
 */
public record AuditReport(long lines, Optional<Failure> failure) {

    /** {@return whether the log is whole and tells of this manifest} */
    public boolean isWhole() {
        return failure.isEmpty();
    }

    /**
     * Something that does not hold.
     *
     * @param check what
     * @param line the number of the line, counted from 1; 0 if there is none
     */
    public record Failure(AuditCheck check, long line) {}
}
