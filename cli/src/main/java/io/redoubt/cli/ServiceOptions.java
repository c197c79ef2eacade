package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whose fields. */
@Command
final class ServiceOptions {

    @Option(
            names = "--trust-domain",
            paramLabel = "NAME",
            required = true,
            description = "The trust domain of the service, as redoubt.trust-domain has it.")
    private TrustDomain trustDomain;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            required = true,
            description = "The service, as redoubt.service or spring.application.name has it.")
    private ServiceName service;

    TrustDomain trustDomain() {
        return trustDomain;
    }

    ServiceName service() {
        return service;
    }
}
