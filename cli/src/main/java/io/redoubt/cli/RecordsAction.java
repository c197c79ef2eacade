package io.redoubt.cli;

import io.redoubt.provisioning.FleetRecords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that reads the public files of a fleet, and needs no root. */
@Command
abstract class RecordsAction extends Action {

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Mixin
    private PinOptions pins = new PinOptions();

    RecordsAction(Terminal terminal) {
        super(terminal);
    }

    /** {@return what the files say} */
    abstract Answer look(FleetRecords records) throws Exception;

    @Override
    final Answer act() throws Exception {
        return look(pins.read(fleet.directory()));
    }

    final boolean isPinned() {
        return pins.isPinned();
    }
}
