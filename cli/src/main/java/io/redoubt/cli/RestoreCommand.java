package io.redoubt.cli;

import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.Restore;
import io.redoubt.provisioning.RestoreReport;
import io.redoubt.provisioning.RestoreReport.Difference;
import io.redoubt.provisioning.Root;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "restore",
        description =
                "The drill for the day on which all keysets are lost: makes every key of the fleet again from root and"
                        + " manifest, in memory, and compares them.")
final class RestoreCommand extends FleetStep {

    @Option(
            names = "--verify",
            description = "Compare only. What writes the files again is 'redoubt keys issue --all'.")
    private boolean verify;

    RestoreCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    void check() {
        if (!verify) {
            throw misuse(
                    "there is only restore --verify; what writes keyset files again is 'redoubt keys issue --all'");
        }
    }

    @Override
    Answer take(Fleet fleet, Root root) {
        return new Restored(Restore.verify(fleet.manifest(), root, progress()));
    }

    private record Restored(RestoreReport report) implements Answer {

        @Override
        public boolean isGood() {
            return report.isWhole();
        }

        @Override
        public Map<String, Object> members() {
            return Members.of("services", report.services())
                    .and("keys", report.leaves())
                    .and("destroyed", report.destroyed())
                    .and(
                            "differences",
                            report.differences().stream().map(Restored::members).toList())
                    .map();
        }

        private static Map<String, Object> members(Difference difference) {
            return Members.of("service", difference.service())
                    .and("purpose", difference.purpose().id())
                    .and("epoch", difference.epoch())
                    .and("what", difference.what())
                    .map();
        }

        @Override
        public void print(Page page) {
            page.verdict(
                            isGood()
                                    ? "The whole fleet can be made again from its root."
                                    : "Some keys cannot be made again as they were.",
                            this)
                    .fact("services", report.services())
                    .fact("keys", report.leaves() + " made again, and compared with the manifest")
                    .fact("destroyed", report.destroyed() + " not made again")
                    .list(
                            "Differences",
                            report.differences().stream()
                                    .map(Restored::sentence)
                                    .toList());
        }

        private static String sentence(Difference difference) {
            return difference.service() + ": the key for "
                    + difference.purpose().id() + " of epoch " + difference.epoch() + " "
                    + difference.what().problem();
        }
    }
}
