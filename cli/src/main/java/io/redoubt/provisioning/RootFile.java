package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.function.Function;

/** A file with a root in it: seen by its owner only, there as a whole or not at all, and never overwritten. */
final class RootFile {

    private static final String SETTING = "root file";
    private static final int MAX_BYTES = 65_536;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("----w-rwx");

    private RootFile() {}

    /** {@return the whole file} */
    static byte[] read(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!Collections.disjoint(permissions, OF_OTHERS)) {
                throw new ConfigurationException(SETTING, "is open to other users", "chmod 600 the file");
            }
            try (InputStream stream = Files.newInputStream(file)) {
                byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new ConfigurationException(SETTING, "is too long for a root", "name the file with the root");
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(SETTING, "is not there", "name the file with the root");
        } catch (UnsupportedOperationException e) {
            throw noPermissions();
        } catch (IOException e) {
            throw new ConfigurationException(SETTING, "cannot be read", "see to its owner and its permissions");
        }
    }

    /**
     * Writes a file under another name, has it checked there, and only then gives it its own.
     *
     * @param check reads the file again; what it throws leaves nothing behind
     * @return what the check returned
     */
    static <T> T write(Path file, byte[] bytes, Function<Path, T> check) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new ConfigurationException(SETTING, "is no file", "name a file that is not there yet");
        }
        try {
            Path written = Files.createTempFile(
                    folder, ".redoubt-root", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                store(written, bytes);
                T checked = check.apply(written);
                // Fails where there is a file already, which a move would replace.
                Files.createLink(file, written);
                return checked;
            } finally {
                Files.delete(written);
            }
        } catch (FileAlreadyExistsException e) {
            throw new ConfigurationException(
                    SETTING,
                    "is there already",
                    "name another file; a root is never overwritten, because nothing replaces it");
        } catch (UnsupportedOperationException e) {
            throw noPermissions();
        } catch (IOException e) {
            throw new ConfigurationException(SETTING, "cannot be written", "see whether the folder is there and yours");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static void store(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static ConfigurationException noPermissions() {
        return new ConfigurationException(
                SETTING, "is where there are no permissions of POSIX", "keep it on another file system, or in a token");
    }
}
