package io.redoubt.cli;

import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.FleetDirectory;
import io.redoubt.provisioning.Root;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that opens the root, and then the fleet. */
@Command
abstract class FleetStep extends Action {

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Mixin
    private RootOptions root = new RootOptions();

    FleetStep(Terminal terminal) {
        super(terminal);
    }

    /** Refuses options that do not fit together, before anybody is asked for a password. */
    void check() {}

    /** {@return what came of the step} */
    abstract Answer take(Fleet open, Root opened) throws Exception;

    @Override
    final Answer act() throws Exception {
        root.check(this);
        check();
        try (Root opened = root.open(terminal());
                Fleet open = Fleet.open(directory(), opened, root.operator(terminal()))) {
            return take(open, opened);
        }
    }

    final FleetDirectory directory() {
        return fleet.directory();
    }
}
