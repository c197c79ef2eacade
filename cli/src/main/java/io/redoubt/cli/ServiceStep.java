package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.Root;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A step in the life of one service's keys. */
@Command
abstract class ServiceStep extends FleetStep {

    @Parameters(paramLabel = "SERVICE", description = "The service.")
    private ServiceName service;

    ServiceStep(Terminal terminal) {
        super(terminal);
    }

    /** {@return what came of the step} */
    abstract Answer take(Fleet open, ServiceName name) throws Exception;

    @Override
    final Answer take(Fleet open, Root opened) throws Exception {
        return take(open, service);
    }
}
