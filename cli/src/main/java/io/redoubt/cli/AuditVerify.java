package io.redoubt.cli;

import io.redoubt.provisioning.AuditReport;
import io.redoubt.provisioning.FleetRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description =
                "Verifies the audit log: that no line was changed, removed or added, and that it leads to the manifest and"
                        + " the revocations that are there.")
final class AuditVerify extends RecordsAction {

    @Option(
            names = "--witness",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Copies of audit-head.json that were kept elsewhere: without one, nobody sees that the whole directory"
                            + " was set back to an earlier day.")
    private List<Path> witnesses = List.of();

    AuditVerify(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer look(FleetRecords records) {
        List<byte[]> heads = witnesses.stream().map(SmallFile::read).toList();
        return new Verified(records.verifyAudit(heads), witnesses.size(), isPinned());
    }

    private record Verified(AuditReport report, int witnesses, boolean pinned) implements Answer {

        @Override
        public boolean isGood() {
            return report.isWhole();
        }

        @Override
        public Map<String, Object> members() {
            return Members.of("lines", report.lines())
                    .and("witnesses", witnesses)
                    .and("pinned", pinned)
                    .andIfPresent(
                            "failure",
                            report.failure()
                                    .map(failure -> Members.of("check", failure.check())
                                            .and("line", failure.line())
                                            .and("problem", failure.check().problem())
                                            .map()))
                    .map();
        }

        @Override
        public void print(Page page) {
            page.verdict(
                    report.failure()
                            .map(failure -> "Line " + failure.line() + " "
                                    + failure.check().problem() + ".")
                            .orElse("The audit log is whole, and leads to this manifest."),
                    this);
            page.fact("lines", report.lines()).fact("witnesses", witnesses);
            if (witnesses == 0) {
                page.blank()
                        .line(
                                "Keep copies of audit-head.json elsewhere, and give them as --witness: only they show that the"
                                        + " whole directory was not set back.");
            }
            PinOptions.print(page, pinned);
        }
    }
}
