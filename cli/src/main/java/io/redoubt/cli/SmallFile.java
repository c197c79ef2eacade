package io.redoubt.cli;

import io.redoubt.internal.SignedEnvelope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds one signed envelope, and so is not long. */
final class SmallFile {

    private static final String CODE = "file";

    private SmallFile() {}

    /** {@return the whole file} */
    static byte[] read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(SignedEnvelope.MAX_BYTES + 1);
            if (bytes.length > SignedEnvelope.MAX_BYTES) {
                throw new CommandException(CODE, "a file is longer than 1 MiB", "name a file of Redoubt's");
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandException(CODE, "a file cannot be read", "see that it is there and that you may read it");
        }
    }
}
