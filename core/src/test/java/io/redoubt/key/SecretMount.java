package io.redoubt.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A directory of secrets as a kubelet writes and swaps it. Modes are set, whatever the umask of the tests is. */
final class SecretMount {

    static final String NAME = "keyset.json";

    private final Path directory;
    private int version;

    private SecretMount(Path directory) {
        this.directory = directory;
    }

    /** {@return a mount as of a memory-backed volume: everybody may write to it, but not to what belongs to others} */
    static SecretMount in(Path directory, byte[] content) throws IOException {
        Files.createDirectories(directory);
        mode(directory, 01777);
        SecretMount mount = new SecretMount(directory);
        mount.swap(content);
        Files.createSymbolicLink(mount.file(), Path.of("..data", NAME));
        return mount;
    }

    Path file() {
        return directory.resolve(NAME);
    }

    /** {@return the directory that is shown now} */
    Path shown() throws IOException {
        return directory.resolve("..data").toRealPath();
    }

    /** A new directory, a link to it beside the old link, and one rename. */
    void swap(byte[] content) throws IOException {
        Path next = directory.resolve("..2026_11_22_10_00_00." + version++);
        Files.createDirectory(next);
        mode(next, 0755);
        write(next.resolve(NAME), content);
        Path link = directory.resolve("..data_tmp");
        Files.createSymbolicLink(link, next.getFileName());
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    static Path write(Path file, byte[] content) throws IOException {
        return mode(Files.write(file, content), 0400);
    }

    static Path mode(Path file, int mode) throws IOException {
        return Files.setAttribute(file, "unix:mode", mode);
    }
}
