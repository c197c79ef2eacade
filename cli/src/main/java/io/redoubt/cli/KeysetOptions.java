package io.redoubt.cli;

import io.redoubt.internal.EnvelopeKey;
import io.redoubt.key.FilePermissions;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetLocation;
import io.redoubt.key.ServiceKeyset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The keys of a service, loaded exactly as the service loads them; never beside a root. */
@Command
final class KeysetOptions {

    @Mixin
    private ServiceOptions owner = new ServiceOptions();

    @Mixin
    private NoRootOptions noRoot = new NoRootOptions();

    @Option(
            names = "--keyset",
            paramLabel = "FILE",
            required = true,
            description = "The keyset file, as redoubt.keys.location has it.")
    private Path file;

    @Option(
            names = "--provisioner-key",
            paramLabel = "KEY",
            required = true,
            description = "As redoubt.keys.provisioner-keys has it; may be given several times.")
    private List<EnvelopeKey> provisionerKeys = List.of();

    @Option(
            names = "--recipient-key",
            paramLabel = "FILE",
            description = "The service's own recipient key, as redoubt.keys.recipient-key has it.")
    private Optional<Path> recipientKey = Optional.empty();

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Where the highest generation is remembered, as redoubt.keys.state-dir has it.")
    private Optional<Path> stateDirectory = Optional.empty();

    @Option(
            names = "--permissions",
            paramLabel = "enforce|warn",
            description = "As redoubt.keys.permissions has it; enforce by default.")
    private FilePermissions permissions = FilePermissions.ENFORCE;

    @Option(
            names = "--min-generation",
            paramLabel = "NUMBER",
            description = "As redoubt.keys.min-generation has it; 1 by default.")
    private long minGeneration = 1;

    ServiceOptions owner() {
        return owner;
    }

    ServiceKeyset open(Terminal terminal) throws KeysetException {
        noRoot.check();
        KeysetLocation location = new KeysetLocation(
                owner.trustDomain(),
                owner.service(),
                file,
                provisionerKeys.stream().map(EnvelopeKey::text).toList(),
                permissions,
                recipientKey,
                minGeneration,
                stateDirectory);
        // What a refusal says is in the exception; newer files are not looked for.
        return ServiceKeyset.open(location, event -> {}, terminal.clock());
    }
}
