package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one step writes, complete before the first byte of it is written. Immutable.
 *
 * @param issued the keyset files
 * @param removed the service of which the keyset file is deleted
 * @param documents the rest
 */
record FleetStep(List<IssuedKeyset> issued, Optional<ServiceName> removed, Documents documents) {

    FleetStep {
        issued = List.copyOf(issued);
    }

    /** The signed files, and the lines of the audit log that lead to them. */
    static final class Documents {

        private final byte[] manifest;
        private final byte[] revocations;
        private final byte[] head;
        private final byte[] lines;

        Documents(byte[] manifest, byte[] revocations, byte[] head, byte[] lines) {
            this.manifest = manifest.clone();
            this.revocations = revocations.clone();
            this.head = head.clone();
            this.lines = lines.clone();
        }

        byte[] manifest() {
            return manifest.clone();
        }

        byte[] revocations() {
            return revocations.clone();
        }

        byte[] head() {
            return head.clone();
        }

        byte[] lines() {
            return lines.clone();
        }
    }
}
