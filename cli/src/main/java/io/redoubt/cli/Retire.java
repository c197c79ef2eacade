package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.key.Purpose;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.ServiceRecord;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "retire",
        description =
                "Ends the delivery of keys that are not used for anything new: data that still needs them can no longer be"
                        + " opened. With --destroy gives up keys that were retired: they are never made again.")
final class Retire extends ServiceStep {

    @Option(names = "--epoch", paramLabel = "NUMBER", required = true, description = "The keys of this epoch.")
    private Converters.Epoch epoch = new Converters.Epoch(1);

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            description = "Only keys for this; may be given several times. By default all.")
    private List<Purpose> purposes = List.of();

    @Option(names = "--destroy", description = "Give up keys that were retired before.")
    private boolean destroy;

    Retire(Terminal terminal) {
        super(terminal);
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
        ServiceRecord retired = fleet.retire(service, epoch.number(), chosen);
        return KeysetsAnswer.of(
                retired,
                directory(),
                "deliver the new keyset.json to every instance of " + service,
                "see for some time that nothing asks for epoch " + epoch.number(),
                "redoubt keys retire " + service + " --epoch " + epoch.number() + " --destroy");
    }
}
