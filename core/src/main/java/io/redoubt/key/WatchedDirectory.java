package io.redoubt.key;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import io.redoubt.internal.Defect;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any event in a directory, as the operating system tells it; where it does not, only time passes. What stands under the
 * name of the directory may be deleted and come again.
 */
final class WatchedDirectory implements DirectoryEvents {

    private static final Logger log = LoggerFactory.getLogger(WatchedDirectory.class);

    private final Path directory;
    private final Optional<WatchService> service;
    private final AtomicReference<@Nullable WatchKey> watched = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    WatchedDirectory(Path directory, Services services) {
        this.directory = directory;
        this.service = open(services);
    }

    static WatchedDirectory of(Path directory) {
        return new WatchedDirectory(directory, () -> directory.getFileSystem().newWatchService());
    }

    private static Optional<WatchService> open(Services services) {
        try {
            return Optional.of(services.open());
        } catch (IOException | UnsupportedOperationException e) {
            log.warn(
                    "no events of the directory of the keyset, which is looked at from time to time: {}",
                    Defect.name(e));
            return Optional.empty();
        }
    }

    @Override
    public boolean await(Duration atMost) throws InterruptedException {
        if (service.isEmpty()) {
            closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        }
        try {
            return isNewlyWatched(service.get()) || happens(service.get(), atMost);
        } catch (ClosedWatchServiceException e) {
            return false;
        }
    }

    /** To watch what is watched changes nothing; a directory that came in its place is another. */
    private boolean isNewlyWatched(WatchService service) {
        WatchKey before = watched.get();
        WatchKey now = watch(service);
        watched.set(now);
        if (before != null && !before.equals(now)) {
            before.cancel();
        }
        return now != null && !now.equals(before);
    }

    private @Nullable WatchKey watch(WatchService service) {
        try {
            return directory.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
        } catch (IOException e) {
            return null; // it is not there now, or there are too many watches: the next wait tries again
        }
    }

    private static boolean happens(WatchService service, Duration atMost) throws InterruptedException {
        WatchKey key = service.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        for (WatchKey next = key; next != null; next = service.poll()) {
            next.pollEvents();
            next.reset();
        }
        return key != null;
    }

    @Override
    public void close() {
        closed.countDown();
        service.ifPresent(WatchedDirectory::close);
    }

    private static void close(WatchService service) {
        try {
            service.close();
        } catch (IOException e) {
            log.warn("the watch of the keyset's directory was not closed: {}", Defect.name(e));
        }
    }

    /** Opens what tells of events. */
    interface Services {
        WatchService open() throws IOException;
    }
}
