package io.redoubt.cli;

import io.redoubt.field.jdbc.JobPlan;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reencrypt",
        description = {
            "Encrypts anew, under the keys in use, whatever is not, while the service runs. Several may share the work.",
            "Ctrl-C stops it after a page; the same command goes on where it stopped."
        })
final class Reencrypt extends WorkAction {

    @Option(names = "--dry-run", description = "Open every value and write none, as 'redoubt fields verify' does.")
    private boolean dryRun;

    Reencrypt(Terminal terminal) {
        super(terminal);
    }

    @Override
    JobPlan.Kind kind() {
        return dryRun ? JobPlan.Kind.AUDIT : JobPlan.Kind.RENEW;
    }

    @Override
    List<String> next() {
        return dryRun
                ? List.of("the same command without --dry-run")
                : List.of(
                        "redoubt fields inventory --json, with the same database, lock file and service, > inventory.json",
                        "where the root is: redoubt keys retire " + owner().service()
                                + " --epoch NUMBER --inventory inventory.json");
    }
}
