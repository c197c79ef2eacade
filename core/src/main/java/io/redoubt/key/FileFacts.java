package io.redoubt.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Objects;

/**
 * What the operating system says of a file, a directory or a link itself, at one moment. Two that are equal are of the
 * same file, and nobody changed, replaced or renamed it in between, as far as the clock of the file system tells moments
 * apart: whoever does any of this changes the time of the last change, which no user can set.
 *
 * @param mode type and permission bits (POSIX {@code st_mode})
 * @param owner whose it is
 * @param identity which file of which device it is
 * @param size in bytes
 * @param modified when its content was last written
 * @param changed when anything of it was last changed
 */
record FileFacts(int mode, UserPrincipal owner, Object identity, long size, FileTime modified, FileTime changed) {

    private static final String ATTRIBUTES = "unix:mode,owner,fileKey,size,lastModifiedTime,ctime";
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int STICKY = 01000;
    private static final int OTHERS_READ = 04;
    private static final int OTHERS_WRITE = 02;

    /**
     * {@return the facts of a file, without following a link}
     *
     * @param path the file
     * @throws IOException if there is no such file, or it cannot be asked
     * @throws UnsupportedOperationException if the file system has no POSIX permissions
     */
    static FileFacts of(Path path) throws IOException {
        Map<String, Object> facts = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        return new FileFacts(
                (Integer) fact(facts, "mode"),
                (UserPrincipal) fact(facts, "owner"),
                fact(facts, "fileKey"),
                (Long) fact(facts, "size"),
                (FileTime) fact(facts, "lastModifiedTime"),
                (FileTime) fact(facts, "ctime"));
    }

    private static Object fact(Map<String, Object> facts, String name) {
        return Objects.requireNonNull(facts.get(name));
    }

    boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    boolean othersMayRead() {
        return (mode & OTHERS_READ) != 0;
    }

    boolean othersMayWrite() {
        return (mode & OTHERS_WRITE) != 0;
    }

    /** {@return whether in this directory everybody can replace what belongs to somebody else} */
    boolean othersMayReplace() {
        return othersMayWrite() && (mode & STICKY) == 0;
    }
}
