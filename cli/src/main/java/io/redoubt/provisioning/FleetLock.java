package io.redoubt.provisioning;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Lets one command at a time into a fleet directory; the lock ends with the process, however that ends. */
final class FleetLock implements AutoCloseable {

    private final FileChannel channel;

    private FleetLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * {@return the lock}
     *
     * @throws FleetException if another command has it
     */
    static FleetLock acquire(Path directory) {
        Path file = directory.resolve(".lock");
        return DurableFile.attempt(file, "locked", () -> {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    DurableFile.attributes(file, DurableFile.Access.OWNER));
            if (isFree(channel)) {
                return new FleetLock(channel);
            }
            channel.close();
            throw new FleetException(FleetRefusal.LOCKED, "another command works in the fleet directory");
        });
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held in this process
        }
    }

    @Override
    public void close() {
        DurableFile.attempt(Path.of(".lock"), "unlocked", () -> {
            channel.close();
            return true;
        });
    }
}
