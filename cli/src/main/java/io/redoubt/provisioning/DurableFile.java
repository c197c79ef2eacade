package io.redoubt.provisioning;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads and writes the files of a fleet so that what was written is on the disk, and so that whoever reads sees either the old
 * content or the new one, whole. Errors of the file system are told without its texts.
 */
final class DurableFile {

    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private DurableFile() {}

    /** Who may read a file. */
    enum Access {
        EVERYBODY("rw-r--r--"),
        OWNER("rw-------");

        private final String permissions;

        Access(String permissions) {
            this.permissions = permissions;
        }
    }

    /** {@return the content, or nothing if there is no file} */
    static Optional<byte[]> readIfPresent(Path file, int maxBytes) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(read(file, maxBytes)) : Optional.empty();
    }

    static byte[] read(Path file, int maxBytes) {
        return attempt(file, "read", () -> {
            if (Files.size(file) > maxBytes) {
                throw new IOException("the file is too long");
            }
            return Files.readAllBytes(file);
        });
    }

    static long size(Path file) {
        return attempt(file, "read", () -> Files.exists(file) ? Files.size(file) : 0L);
    }

    /** {@return so many bytes from a place on} */
    static byte[] readFrom(Path file, long offset, int length) {
        return attempt(file, "read", () -> {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            if (length > 0) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    channel.position(offset);
                    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                        // until it is full
                    }
                }
            }
            return bytes.array();
        });
    }

    /** Puts a file in the place of what is there, if anything is. */
    static void replace(Path file, byte[] content, Access access) {
        attempt(file, "written", () -> {
            Path draft = file.resolveSibling("." + file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            write(draft, content, access);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(file.resolveSibling("."));
            return file;
        });
    }

    /** Writes a file that is not there. */
    static void create(Path file, byte[] content, Access access) {
        attempt(file, "written", () -> {
            write(file, content, access);
            return file;
        });
    }

    /** Writes from a place on, where the file ends afterwards. */
    static void writeFrom(Path file, long offset, byte[] content) {
        attempt(file, "written", () -> {
            try (FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    attributes(file, Access.EVERYBODY))) {
                channel.truncate(offset);
                channel.position(offset);
                writeAll(channel, content);
            }
            force(file.resolveSibling("."));
            return file;
        });
    }

    private static void write(Path file, byte[] content, Access access) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW, attributes(file, access))) {
            writeAll(channel, content);
        }
    }

    private static void writeAll(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(true);
    }

    /** Makes directories that only their owner can enter. */
    static void createDirectories(Path directory) {
        attempt(
                directory,
                "made",
                () -> Files.createDirectories(
                        directory, isPosix(directory) ? new FileAttribute<?>[] {permissions("rwx------")} : none()));
    }

    /** Refuses a directory in which everybody can put other files in the place of ours. */
    static void requireOwn(Path directory) {
        boolean isOpen = attempt(
                directory,
                "looked at",
                () -> isPosix(directory)
                        && Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE));
        if (isOpen) {
            throw new FleetException(
                    FleetRefusal.FILES, "everybody can write to the directory " + directory.getFileName());
        }
    }

    /** Gives a directory another name, at once. */
    static void rename(Path directory, Path name) {
        attempt(name, "written", () -> {
            Files.move(directory, name, StandardCopyOption.ATOMIC_MOVE);
            force(name.resolveSibling("."));
            return name;
        });
    }

    /** Deletes a file, or a directory with all that is in it, if it is there. */
    static void delete(Path path) {
        attempt(path, "deleted", () -> {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> all = Files.walk(path)) {
                    for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(one);
                    }
                }
            }
            return path;
        });
    }

    /** The names in a directory are on the disk, too, when this returns. */
    static void forceDirectory(Path directory) {
        attempt(directory, "written", () -> {
            force(directory);
            return directory;
        });
    }

    private static void force(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Where there are no such permissions, as on Windows, the directory's own rules hold. */
    static FileAttribute<?>[] attributes(Path file, Access access) {
        return isPosix(file) ? new FileAttribute<?>[] {permissions(access.permissions)} : none();
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    private static FileAttribute<?>[] none() {
        return new FileAttribute<?>[0];
    }

    static <T> T attempt(Path path, String verb, Attempt<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            // Without its cause, whose text is the system's.
            throw new FleetException(FleetRefusal.FILES, path.getFileName() + " cannot be " + verb);
        }
    }

    /** Something that the file system may refuse. */
    interface Attempt<T> {
        T run() throws IOException;
    }
}
