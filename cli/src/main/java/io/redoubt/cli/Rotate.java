package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.ServiceRecord;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rotate",
        description =
                "Prepares the next epoch of a service's keys: every instance gets them before the first one uses them.")
final class Rotate extends ServiceStep {

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            description = "Only keys for this; may be given several times. By default all.")
    private List<Purpose> purposes = List.of();

    @Option(
            names = "--suite",
            paramLabel = "PURPOSE=SUITE",
            description = "The new keys for this purpose are of another suite; may be given several times.")
    private Map<Purpose, Suite> suites = new EnumMap<>(Purpose.class);

    Rotate(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer take(Fleet fleet, ServiceName service) {
        Set<Purpose> chosen = EnumSet.noneOf(Purpose.class);
        chosen.addAll(purposes);
        ServiceRecord rotated = fleet.rotate(service, chosen, suites);
        return KeysetsAnswer.of(
                rotated,
                directory(),
                "deliver the new keyset.json to every instance of " + service,
                "fetch a statement of each instance, at /actuator/redoubt/attestation",
                "redoubt keys promote " + service + " --replicas NUMBER --attest FILE|URL ...");
    }
}
