package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.key.Purpose;
import io.redoubt.provisioning.FleetRecords;
import io.redoubt.provisioning.FleetReport;
import io.redoubt.provisioning.FleetReport.EpochInUse;
import io.redoubt.provisioning.FleetReport.Expiring;
import io.redoubt.provisioning.FleetReport.SuiteUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "fleet",
        description =
                "Says how the fleet stands: shared keys, services per suite, age of epochs, keysets that expire. Ends with"
                        + " 1 if keys are shared or a keyset has expired.")
final class FleetCommand extends RecordsAction {

    FleetCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer look(FleetRecords records) {
        Instant now = terminal().clock().instant();
        return new Standing(FleetReport.of(records.manifest(), now), isPinned());
    }

    private record Standing(FleetReport report, boolean pinned) implements Answer {

        /** The oldest ones say enough. */
        private static final int SHOWN = 10;

        @Override
        public boolean isGood() {
            return report.provesNothingShared()
                    && report.expiring().stream()
                            .noneMatch(keyset -> keyset.left().isNegative());
        }

        @Override
        public Map<String, Object> members() {
            return Members.of("trustDomain", report.trustDomain())
                    .and("pinned", pinned)
                    .and("services", report.services())
                    .and("keys", report.keys())
                    .and("sharedKeys", report.sharedKeys())
                    .andIfPresent(
                            "compared",
                            report.distinct()
                                    .map(compared -> Members.of("keys", compared.leaves())
                                            .and("at", compared.at())
                                            .map()))
                    .and(
                            "suites",
                            report.suites().stream().map(Standing::members).toList())
                    .and("oneSuiteOnly", names(report.oneSuiteOnly()))
                    .and(
                            "epochs",
                            report.epochs().stream().map(Standing::members).toList())
                    .and(
                            "prepared",
                            report.prepared().stream().map(Standing::members).toList())
                    .and(
                            "expiring",
                            report.expiring().stream().map(Standing::members).toList())
                    .map();
        }

        private static Map<String, Object> members(SuiteUse use) {
            return Members.of("purpose", use.purpose().id())
                    .and("suite", use.suite().id())
                    .and("services", names(use.services()))
                    .and("primary", names(use.primary()))
                    .map();
        }

        private static Map<String, Object> members(EpochInUse epoch) {
            return Members.of("service", epoch.service())
                    .and("epoch", epoch.epoch())
                    .and("purposes", purposes(epoch))
                    .and("since", epoch.since())
                    .map();
        }

        private static Map<String, Object> members(Expiring keyset) {
            return Members.of("service", keyset.service())
                    .and("expires", keyset.expires())
                    .map();
        }

        private static List<String> names(List<ServiceName> services) {
            return services.stream().map(ServiceName::value).toList();
        }

        private static List<String> purposes(EpochInUse epoch) {
            return epoch.purposes().stream().sorted().map(Purpose::id).toList();
        }

        @Override
        public void print(Page page) {
            page.verdict(shared(), this)
                    .fact("trust domain", report.trustDomain())
                    .fact("services", report.services())
                    .fact("keys", report.keys());
            report.distinct()
                    .ifPresent(compared -> page.fact(
                            "compared",
                            compared.leaves() + " keys, byte by byte, when they were made at " + compared.at()));
            printSuites(page);
            printEpochs(page, "Primary epochs, the oldest first", report.epochs());
            printEpochs(page, "Prepared epochs that wait to be promoted", report.prepared());
            page.list(
                    "Keysets that expire",
                    report.expiring().stream().map(Standing::expiring).toList());
            PinOptions.print(page, pinned);
        }

        private String shared() {
            return report.provesNothingShared()
                    ? "No two services share a key."
                    : report.sharedKeys() + " keys are shared: somebody can open what is not theirs.";
        }

        private void printSuites(Page page) {
            page.blank()
                    .table(
                            List.of("PURPOSE", "SUITE", "SERVICES", "PRIMARY"),
                            report.suites().stream()
                                    .map(use -> List.of(
                                            use.purpose().id(),
                                            use.suite().id(),
                                            String.valueOf(use.services().size()),
                                            String.valueOf(use.primary().size()))));
        }

        private void printEpochs(Page page, String heading, List<EpochInUse> epochs) {
            if (epochs.isEmpty()) {
                return;
            }
            page.blank()
                    .heading(heading)
                    .table(
                            List.of("SERVICE", "EPOCH", "AGE", "PURPOSES"),
                            epochs.stream()
                                    .limit(SHOWN)
                                    .map(epoch -> List.of(
                                            epoch.service().value(),
                                            String.valueOf(epoch.epoch()),
                                            days(Duration.between(epoch.since(), report.at())),
                                            String.join(" ", purposes(epoch)))));
            if (epochs.size() > SHOWN) {
                page.line("  and " + (epochs.size() - SHOWN) + " more: see --json");
            }
        }

        private static String expiring(Expiring keyset) {
            return keyset.service()
                    + (keyset.left().isNegative() ? " has expired at " : " expires at ")
                    + keyset.expires()
                    + ": redoubt keys issue "
                    + keyset.service();
        }

        private static String days(Duration age) {
            return age.toDays() == 1 ? "1 day" : age.toDays() + " days";
        }
    }
}
