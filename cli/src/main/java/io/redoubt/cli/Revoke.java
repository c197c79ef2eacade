package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.ServiceRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "revoke",
        description =
                "Takes back the trust in keys that somebody else has: they are compromised, and new ones are primary at"
                        + " once.")
final class Revoke extends ServiceStep {

    @Option(
            names = "--epoch",
            paramLabel = "NUMBER",
            description = "The keys of this epoch; may be given several times.")
    private List<Converters.Epoch> epochs = List.of();

    @Option(names = "--all", description = "All keys that the service has: its keyset was stolen.")
    private boolean all;

    Revoke(Terminal terminal) {
        super(terminal);
    }

    @Override
    void check() {
        if (all == !epochs.isEmpty()) {
            throw misuse("name epochs with --epoch, or give --all");
        }
    }

    @Override
    Answer take(Fleet fleet, ServiceName service) {
        Set<Integer> chosen = all
                ? fleet.manifest().service(service).liveEpochs()
                : epochs.stream().map(Converters.Epoch::number).collect(Collectors.toCollection(TreeSet::new));
        ServiceRecord revoked = fleet.revoke(service, chosen);
        return KeysetsAnswer.of(
                revoked,
                directory(),
                "deliver the new keyset.json to every instance of " + service + " now",
                "deliver " + directory().revocations() + " to whoever checks statements of " + service,
                "where the service runs: redoubt fields reencrypt --accept-compromised",
                "redoubt keys blast-radius " + service);
    }
}
