package io.redoubt.cli;

import io.redoubt.provisioning.FleetDirectory;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which fleet. */
@Command
final class FleetOptions {

    @Option(
            names = "--fleet",
            paramLabel = "DIR",
            defaultValue = "${env:REDOUBT_FLEET:-redoubt-fleet}",
            description =
                    "The directory of the fleet; by default that in the variable REDOUBT_FLEET, or redoubt-fleet.")
    private Path fleet = Path.of("redoubt-fleet");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the keyset files are; by default in the directory of the fleet, under keysets.")
    private Optional<Path> out = Optional.empty();

    FleetDirectory directory() {
        return out.map(directory -> new FleetDirectory(fleet, directory)).orElseGet(() -> FleetDirectory.at(fleet));
    }
}
