package io.redoubt.cli;

import io.redoubt.TrustDomain;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.FleetDirectory;
import io.redoubt.provisioning.FleetRefusal;
import io.redoubt.provisioning.Manifest;
import io.redoubt.provisioning.Root;
import io.redoubt.provisioning.RootName;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        description = "Begins a fleet: draws its root, and writes its signed manifest and its audit log.")
final class Init extends Action {

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Mixin
    private RootOptions root = new RootOptions();

    @Option(
            names = "--trust-domain",
            paramLabel = "NAME",
            required = true,
            description =
                    "What all services of the fleet have in common, such as shop.example. It is bound into every key"
                            + " and never changes.")
    private TrustDomain trustDomain;

    @Option(
            names = "--root-id",
            paramLabel = "ID",
            defaultValue = "r1",
            description = "How the root is called in files that everybody may read; r1 by default.")
    private RootId rootId = new RootId("r1");

    @Option(
            names = "--existing-root",
            description = "The root is there already, from a key ceremony or from another fleet: draw none.")
    private boolean existing;

    Init(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer act() {
        root.check(this);
        FleetDirectory directory = fleet.directory();
        if (Files.exists(directory.manifest())) {
            throw new CommandException(
                    FleetRefusal.EXISTS.code(), "there is a fleet in this directory", FleetRefusal.EXISTS.remedy());
        }
        if (root.location().isIn(directory.path())) {
            throw new CommandException(
                    "root.place",
                    "the root would be in the directory of the fleet, which others may see and copy",
                    "keep it elsewhere, best on a medium that is put away");
        }
        RootName name = new RootName(rootId.value(), root.location().kind());
        try (Root opened = existing ? root.open(terminal()) : root.create(terminal());
                Fleet begun = Fleet.init(directory, trustDomain, opened, name, root.operator(terminal()))) {
            return new Begun(begun.manifest(), directory, root.location());
        }
    }

    /**
     * The id of a root as it is typed.
     *
     * @param value 1 to 64 of {@code [a-z0-9._-]}
     */
    record RootId(String value) {}

    private record Begun(Manifest manifest, FleetDirectory directory, RootLocation location) implements Answer {

        @Override
        public Map<String, Object> members() {
            return Members.of("trustDomain", manifest.trustDomain())
                    .and("fleet", directory.path())
                    .and(
                            "root",
                            Members.of("id", manifest.root().id())
                                    .and("kind", manifest.root().kind())
                                    .and("location", location)
                                    .map())
                    .and("provisionerKeys", manifest.provisioner().keys())
                    .map();
        }

        @Override
        public void print(Page page) {
            page.verdict("The fleet of " + manifest.trustDomain() + " has begun.", this)
                    .fact("fleet", directory.path())
                    .fact("root", location)
                    .blank()
                    .heading("Every service pins this in its configuration, not beside its keyset:");
            manifest.provisioner().keys().forEach(key -> page.line("  redoubt.keys.provisioner-keys=" + key));
            page.steps(
                    "Next",
                    List.of(backup(), "write your services into " + directory.fleetFile(), "redoubt keys issue --all"));
        }

        private String backup() {
            return location instanceof RootLocation.InFile
                    ? "back up the root and, apart from it, its password: nothing replaces them, and whoever has both has"
                            + " every key"
                    : "see how the maker of the token backs it up: nothing replaces the root";
        }
    }
}
