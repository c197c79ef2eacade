package io.redoubt.cli;

import io.redoubt.provisioning.FleetDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sees that the root is not where the keys of a service are in use: whoever took that machine would have everything. */
@Command
final class NoRootOptions {

    @Option(names = "--root", hidden = true, defaultValue = "${env:REDOUBT_ROOT}")
    private Optional<String> root = Optional.empty();

    @Option(names = "--fleet", hidden = true, defaultValue = "${env:REDOUBT_FLEET:-redoubt-fleet}")
    private Path fleet = Path.of("redoubt-fleet");

    void check() {
        if (root.isPresent() || Files.exists(FleetDirectory.at(fleet).manifest())) {
            throw new CommandException(
                    "keyset.beside-root",
                    "a root or a fleet is configured here, and the keys of a service are not used beside it",
                    "run this where the service runs, without REDOUBT_ROOT, REDOUBT_FLEET and a directory redoubt-fleet");
        }
    }
}
