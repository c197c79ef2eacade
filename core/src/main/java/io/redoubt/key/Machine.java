package io.redoubt.key;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Set;

/** What is asked of the machine that a file lies on, so that a test can answer otherwise. */
interface Machine {

    /** The machine that this process runs on. */
    Machine THIS = new Machine() {};

    /**
     * {@return whose files are believed: those of this process's user, and of root}
     *
     * @param file a file of the file system that knows the users
     * @throws IOException if the user of this process cannot be found out
     */
    default Set<UserPrincipal> trustedOwners(Path file) throws IOException {
        UserPrincipalLookupService users = file.getFileSystem().getUserPrincipalLookupService();
        UserPrincipal root = users.lookupPrincipalByName("0"); // by number: an image without /etc/passwd has no names
        Path process = Path.of("/proc/self");
        UserPrincipal self = Files.exists(process)
                ? Files.getOwner(process)
                : users.lookupPrincipalByName(System.getProperty("user.name", ""));
        return root.equals(self) ? Set.of(root) : Set.of(root, self);
    }

    /**
     * {@return whether a file lies on a read-only mount in memory, as a container gets its secrets}
     *
     * @param file the file
     * @throws IOException if its mount cannot be found out
     */
    default boolean isReadOnlyMemory(Path file) throws IOException {
        FileStore mount = Files.getFileStore(file);
        return mount.type().equals("tmpfs") && mount.isReadOnly();
    }

    /**
     * {@return the file, open}
     *
     * @param file the file itself, no link
     * @throws IOException if it is a link, or cannot be opened
     */
    default SeekableByteChannel open(Path file) throws IOException {
        return Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }
}
