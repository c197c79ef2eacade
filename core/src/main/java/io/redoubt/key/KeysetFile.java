package io.redoubt.key;

import io.redoubt.internal.SignedEnvelope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that nobody but this service's user, its group and root may have had a hand in: read whole, or refused.
 *
 * <p>The owner, root and the group are trusted: Kubernetes gives a pod its secrets by the group. Everybody else may
 * neither read the file nor write it, nor put another in its place. A file system without POSIX permissions cannot say
 * so, and is refused. Thread-safe.
 */
final class KeysetFile {

    private static final Logger log = LoggerFactory.getLogger(KeysetFile.class);
    private static final int MAX_NAMES = 32;

    private final Path location;
    private final Content content;
    private final FilePermissions permissions;
    private final Machine machine;
    private final AtomicBoolean warned = new AtomicBoolean();

    KeysetFile(Path location, Content content, FilePermissions permissions, Machine machine) {
        this.location = location.toAbsolutePath();
        this.content = content;
        this.permissions = permissions;
        this.machine = machine;
    }

    /**
     * {@return a file of this machine, not read yet}
     *
     * @param location where it is; the directory that it is said to be in, with all links resolved, is its mount, which no
     *     link of the rest of the way may lead out of
     * @param content what it holds
     * @param permissions what happens when everybody can read it
     */
    static KeysetFile of(Path location, Content content, FilePermissions permissions) {
        return new KeysetFile(location, content, permissions, Machine.THIS);
    }

    /** {@return the directory that it is said to be in, perhaps by links} */
    Path directory() {
        return Objects.requireNonNullElse(location.getParent(), location);
    }

    /**
     * {@return all its bytes}
     *
     * @throws KeysetException if it is not there, is refused, or changes meanwhile
     */
    byte[] read() throws KeysetException {
        return readIfPresent().orElseThrow(() -> refused("is not there"));
    }

    /**
     * {@return all its bytes, or nothing if its directory is there and has no such file}
     *
     * @throws KeysetException if it is refused or changes meanwhile, or its directory is refused or not there
     */
    Optional<byte[]> readIfPresent() throws KeysetException {
        try {
            Path mount = directory().toRealPath();
            requireTrusted(mount, FileFacts.of(mount));
            Path name = Objects.requireNonNullElse(
                    location.getFileName(), directory().relativize(location));
            if (Files.notExists(mount.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            return Optional.of(readWhole(follow(mount, name)));
        } catch (NoSuchFileException e) {
            throw refused("is not there");
        } catch (AccessDeniedException e) {
            throw refused("cannot be read by this service");
        } catch (UnsupportedOperationException e) {
            throw refused("lies on a file system without POSIX permissions, which cannot say who can read it");
        } catch (IOException e) {
            throw refused("cannot be read");
        }
    }

    /**
     * Follows links by hand: each must be of a trusted owner, and neither absolute nor have a part "..", so that what is
     * reached lies below the mount.
     */
    private Path follow(Path mount, Path name) throws IOException, KeysetException {
        Deque<Path> ahead = new ArrayDeque<>(Set.of(name));
        Path reached = mount;
        for (int names = 0; !ahead.isEmpty(); names++) {
            if (names == MAX_NAMES) {
                throw refused("is reached by too many symbolic links");
            }
            Path next = reached.resolve(requireInside(ahead.pop()));
            FileFacts facts = FileFacts.of(next);
            requireTrusted(next, facts);
            if (facts.isLink()) {
                Path target = Files.readSymbolicLink(next);
                requireInside(target);
                for (int i = target.getNameCount() - 1; i >= 0; i--) {
                    ahead.push(target.getName(i));
                }
            } else {
                reached = next;
            }
        }
        return reached;
    }

    private Path requireInside(Path step) throws KeysetException {
        if (step.isAbsolute() || step.toString().equals("..")) {
            throw refused("is reached by a symbolic link out of its directory");
        }
        return step;
    }

    private void requireTrusted(Path file, FileFacts facts) throws IOException, KeysetException {
        if (!machine.trustedOwners(file).contains(facts.owner())) {
            throw refused("is in other hands: it, its directory or a link to it belongs to neither this service's user"
                    + " nor root");
        }
        if (facts.isDirectory() && facts.othersMayReplace()) {
            throw refused("lies in a directory that everybody can write to");
        }
    }

    /**
     * Java cannot ask an open file for its facts. So the name is asked before and after: when both answers are equal, what
     * was read is what was judged, as nobody can swap a file and swap it back without a trace in its facts.
     */
    private byte[] readWhole(Path file) throws IOException, KeysetException {
        FileFacts judged = FileFacts.of(file);
        judge(file, judged);
        byte[] bytes = new byte[0];
        try (SeekableByteChannel channel = machine.open(file)) {
            bytes = readAll(channel, (int) judged.size());
        }
        if (bytes.length == judged.size() && judged.equals(FileFacts.of(file))) {
            return bytes;
        }
        Arrays.fill(bytes, (byte) 0);
        throw refused("changed while it was read");
    }

    /** What is no regular file is never opened: to open a pipe is to wait for somebody who writes to it. */
    private void judge(Path file, FileFacts facts) throws IOException, KeysetException {
        requireTrusted(file, facts);
        if (!facts.isRegular()) {
            throw refused("is not a regular file");
        }
        if (facts.size() > content.maxBytes) {
            throw refused("is too long");
        }
        if (facts.othersMayWrite()) {
            throw refused("can be written by everybody");
        }
        if (facts.othersMayRead()) {
            requireConsentToReaders(file);
        }
    }

    private void requireConsentToReaders(Path file) throws IOException, KeysetException {
        if (permissions != FilePermissions.WARN || !machine.isReadOnlyMemory(file)) {
            throw refused("can be read by everybody");
        }
        if (!warned.getAndSet(true)) {
            log.warn("{} can be read by every user of this container: mount it with mode 0400", content.noun);
        }
    }

    /** Through a buffer of our own: the JDK would keep one with the content for the next reader of this thread. */
    private static byte[] readAll(SeekableByteChannel channel, int expected) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(expected + 1);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until the end, or one byte more than there should be
        }
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        buffer.clear();
        while (buffer.hasRemaining()) {
            buffer.put((byte) 0);
        }
        return bytes;
    }

    private KeysetException refused(String problem) {
        return new KeysetException(content.check, content.prefix + problem);
    }

    /** What a file holds: how long it may be, and how a refusal names it. */
    enum Content {
        /** A keyset as it was issued. */
        KEYSET(KeysetCheck.FILE, SignedEnvelope.MAX_BYTES, "the keyset file", "file "),
        /** The private key that keysets are wrapped for. */
        RECIPIENT_KEY(
                KeysetCheck.WRAP, 64 * 1024, "the file of the recipient key", "needs a recipient key, whose file "),
        /** The highest generation that was seen. */
        GENERATION(
                KeysetCheck.GENERATION_MEMORY,
                4 * 1024,
                "the generation file",
                "cannot be compared with those seen before: in redoubt.keys.state-dir, the generation file ");

        private final KeysetCheck check;
        private final int maxBytes;
        private final String noun;
        private final String prefix;

        Content(KeysetCheck check, int maxBytes, String noun, String prefix) {
            this.check = check;
            this.maxBytes = maxBytes;
            this.noun = noun;
            this.prefix = prefix;
        }
    }
}
