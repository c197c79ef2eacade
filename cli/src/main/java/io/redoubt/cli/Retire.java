package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.key.Purpose;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.ServiceRecord;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "retire",
        description =
                "Ends the delivery of keys that are not used for anything new, once an inventory has shown that no data needs"
                        + " them. With --destroy gives up keys that were retired: they are never made again.")
final class Retire extends ServiceStep {

    @Option(names = "--epoch", paramLabel = "NUMBER", required = true, description = "The keys of this epoch.")
    private Converters.Epoch epoch = new Converters.Epoch(1);

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            description = "Only keys for this; may be given several times. By default all.")
    private List<Purpose> purposes = List.of();

    @Option(
            names = "--inventory",
            paramLabel = "FILE",
            description =
                    "What 'redoubt fields inventory --json' answered for this service, at most 24 hours ago and after the keys"
                            + " went out of use. Needed for field, field-eq, blind-index and subject-wrap.")
    private Optional<Path> inventory = Optional.empty();

    @Option(
            names = "--without-inventory",
            description =
                    "Retire all the same: data that still needs the keys can no longer be opened. The audit log tells of it.")
    private boolean withoutInventory;

    @Option(names = "--destroy", description = "Give up keys that were retired before.")
    private boolean destroy;

    Retire(Terminal terminal) {
        super(terminal);
    }

    @Override
    void check() {
        if (inventory.isPresent() && withoutInventory) {
            throw misuse("--without-inventory goes without --inventory");
        }
        if (destroy && (inventory.isPresent() || withoutInventory)) {
            throw misuse("--destroy goes without --inventory and --without-inventory: these keys were retired");
        }
    }

    @Override
    Answer take(Fleet fleet, ServiceName service) {
        Set<Purpose> chosen = EnumSet.noneOf(Purpose.class);
        chosen.addAll(purposes);
        if (destroy) {
            return KeysetsAnswer.of(
                    fleet.destroy(service, epoch.number(), chosen),
                    directory(),
                    "deliver the new keyset.json to every instance of " + service);
        }
        return KeysetsAnswer.of(
                retire(fleet, service, chosen),
                directory(),
                "deliver the new keyset.json to every instance of " + service,
                "see for some time that nothing asks for epoch " + epoch.number(),
                "redoubt keys retire " + service + " --epoch " + epoch.number() + " --destroy");
    }

    private ServiceRecord retire(Fleet fleet, ServiceName service, Set<Purpose> chosen) {
        if (withoutInventory) {
            return fleet.retireWithoutInventory(service, epoch.number(), chosen);
        }
        return inventory
                .map(file -> fleet.retire(service, epoch.number(), chosen, SmallFile.read(file)))
                .orElseGet(() -> fleet.retire(service, epoch.number(), chosen));
    }
}
