package io.redoubt.cli;

import io.redoubt.internal.EnvelopeKey;
import io.redoubt.provisioning.FleetDirectory;
import io.redoubt.provisioning.FleetRecords;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whose signature counts, where there is no root to tell. */
@Command
final class PinOptions {

    private static final String UNPINNED =
            "Only the files themselves say who signs for this fleet: give --provisioner-key to know that they are the right ones.";

    @Option(
            names = "--provisioner-key",
            paramLabel = "KEY",
            description =
                    "The provisioner key that 'redoubt keys init' printed; may be given several times. Without it, the"
                            + " keys that the manifest names are believed.")
    private List<EnvelopeKey> pinned = List.of();

    /** {@return the keys as text, none if nothing is pinned} */
    List<String> keys() {
        return pinned.stream().map(EnvelopeKey::text).toList();
    }

    boolean isPinned() {
        return !pinned.isEmpty();
    }

    FleetRecords read(FleetDirectory directory) {
        return isPinned() ? FleetRecords.read(directory, keys()) : FleetRecords.readUnpinned(directory);
    }

    /** Says what the answer rests on. */
    static void print(Page page, boolean pinned) {
        if (!pinned) {
            page.blank().line(UNPINNED);
        }
    }
}
