package io.redoubt.cli;

import io.redoubt.field.FieldLock;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where the encrypted fields of a service are. */
@Command
final class LockOption {

    @Option(
            names = "--lock",
            paramLabel = "FILE",
            defaultValue = "redoubt-fields.lock",
            description = "The lock file of the service's source code; redoubt-fields.lock by default.")
    private Path file = Path.of("redoubt-fields.lock");

    FieldLock read() {
        return FieldLock.parse(SmallFile.read(file));
    }
}
