package io.redoubt.key;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one at a time into a state directory, of all threads and processes. Waits for 5 seconds at most. Thread-safe. */
final class StateLock {

    // A lock of a file belongs to the whole process, and is gone when any channel to the file is closed.
    private static final Lock OF_PROCESS = new ReentrantLock();

    private static final int ATTEMPTS = 500;
    private static final Set<OpenOption> READY =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path file;
    private final Pause pause;

    StateLock(Path file, Pause pause) {
        this.file = file;
        this.pause = pause;
    }

    /**
     * Does something while nobody else does.
     *
     * @param action reads and writes in the directory
     * @throws KeysetException if the action refuses, or the directory cannot be used or stays locked
     */
    void run(Action action) throws KeysetException {
        OF_PROCESS.lock();
        try {
            requireOrdinary();
            try (FileChannel channel = FileChannel.open(file, READY, GenerationFile.ownerOnly())) {
                acquire(channel); // until the channel is closed
                action.run();
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw refused("it is no directory that this service can write to");
        } finally {
            OF_PROCESS.unlock();
        }
    }

    /** What is no regular file is never opened: to open a pipe is to wait for its other end. */
    private void requireOrdinary() throws IOException, KeysetException {
        if (!Files.notExists(file, LinkOption.NOFOLLOW_LINKS)
                && !FileFacts.of(file).isRegular()) {
            throw refused("its lock is not a regular file");
        }
    }

    private void acquire(FileChannel channel) throws IOException, KeysetException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isAcquired(channel)) {
                return;
            }
            pause.run();
        }
        throw refused("somebody else holds its lock");
    }

    private static boolean isAcquired(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held in this process, by a copy of this class of another class loader
        }
    }

    static KeysetException refused(String problem) {
        return new KeysetException(
                KeysetCheck.GENERATION_MEMORY,
                "cannot be compared with those seen before: of redoubt.keys.state-dir, " + problem);
    }

    /** What is done while the lock is held. */
    interface Action {
        void run() throws IOException, KeysetException;
    }

    /** Waits a little. */
    interface Pause {
        Pause OF_10_MS = () -> LockSupport.parkNanos(Duration.ofMillis(10).toNanos());

        void run();
    }
}
