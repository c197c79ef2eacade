package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.key.RecipientKey;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.FleetRefusal;
import io.redoubt.provisioning.Root;
import io.redoubt.provisioning.ServiceRecord;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "issue",
        description =
                "Issues keysets to services that fleet.json names: new keys to new ones, and to the others the same keys"
                        + " again, valid for longer.")
final class Issue extends FleetStep {

    @Parameters(paramLabel = "SERVICE", arity = "0..*", description = "The services.")
    private List<ServiceName> services = List.of();

    @Option(names = "--all", description = "Every service that fleet.json names, as one step.")
    private boolean all;

    @Option(
            names = "--recipient",
            paramLabel = "KEY",
            description = "Wrap the keysets of this one service, from now on, for the key that 'redoubt keys recipient'"
                    + " printed there.")
    private Optional<RecipientKey> recipient = Optional.empty();

    Issue(Terminal terminal) {
        super(terminal);
    }

    @Override
    void check() {
        if (all == !services.isEmpty()) {
            throw misuse("name services, or give --all");
        }
        if (recipient.isPresent() && services.size() != 1) {
            throw misuse("--recipient is for one service");
        }
    }

    @Override
    Answer take(Fleet fleet, Root root) {
        List<ServiceRecord> issued = all
                ? fleet.issueAll(progress())
                : recipient
                        .map(key -> List.of(fleet.addRecipient(services.get(0), key)))
                        .orElseGet(() -> issue(fleet));
        if (issued.isEmpty()) {
            throw new CommandException(
                    FleetRefusal.UNLISTED_SERVICE.code(),
                    "fleet.json names no service",
                    FleetRefusal.UNLISTED_SERVICE.remedy());
        }
        return new KeysetsAnswer(
                issued,
                directory(),
                List.of("deliver each keyset.json to its own service, and to nobody else: it is a secret"));
    }

    private List<ServiceRecord> issue(Fleet fleet) {
        ProgressBar progress = progress();
        return services.stream()
                .map(service -> {
                    ServiceRecord issued = fleet.issue(service);
                    progress.done(service, services.indexOf(service) + 1, services.size());
                    return issued;
                })
                .toList();
    }
}
