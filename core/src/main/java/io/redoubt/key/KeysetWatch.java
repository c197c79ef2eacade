package io.redoubt.key;

import io.redoubt.internal.Defect;
import io.redoubt.internal.Sha256;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a keyset file loaded again when its content has changed, on one thread of its own: at any event in its directory,
 * as Kubernetes changes a link there and not the file, and by a look every 30 seconds, as a mount of a single file has no
 * events.
 *
 * <p>A file that becomes unreadable, or is refused for another reason than before, has changed as well. Two loads never
 * run at once. Thread-safe.
 */
final class KeysetWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeysetWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final String UNSETTLED = "";
    private static final int MAX_EVENTS = 20;
    private static final Duration END = Duration.ofSeconds(10);

    private final KeysetFile file;
    private final DirectoryEvents events;
    private final Duration interval;
    private final BooleanSupplier reload;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    private KeysetWatch(KeysetFile file, DirectoryEvents events, Duration interval, BooleanSupplier reload) {
        this.file = file;
        this.events = events;
        this.interval = interval;
        this.reload = reload;
        this.thread = new Thread(this::watch, "redoubt-keyset");
        thread.setDaemon(true);
    }

    /**
     * {@return a watch that has begun}
     *
     * @param file the keyset file
     * @param reload loads it, and is first called at once, as the file may have changed since it was loaded; returns
     *     whether that is settled for this content, as a good and a bad one are, or to be tried again every 30 seconds, as
     *     a file that it could not read, or a keyset that is not valid yet; what it throws is logged, and it is tried again
     */
    static KeysetWatch start(KeysetFile file, BooleanSupplier reload) {
        return start(file, WatchedDirectory.of(file.directory()), INTERVAL, reload);
    }

    static KeysetWatch start(KeysetFile file, DirectoryEvents events, Duration interval, BooleanSupplier reload) {
        KeysetWatch watch = new KeysetWatch(file, events, interval, reload);
        watch.thread.start();
        return watch;
    }

    /** Ends the watch, and waits for a load that runs, for ten seconds at most; a load may call this itself. */
    @Override
    public void close() {
        closed.set(true);
        events.close();
        if (Thread.currentThread() != thread) {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            thread.join(END.toMillis());
            if (thread.isAlive()) {
                log.warn("a load of the keyset still runs after its watch was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        String settled = UNSETTLED;
        while (!closed.get()) {
            try {
                settled = look(settled);
                if (events.await(interval)) {
                    awaitQuiet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** A change of a mount is several events, and a file is written in several steps. */
    private void awaitQuiet() throws InterruptedException {
        int more = 0;
        while (more < MAX_EVENTS && events.await(QUIET)) {
            more++;
        }
    }

    /**
     * {@return what was found, or nothing if it must be tried again}
     *
     * @param settled what was found at the last look
     */
    private String look(String settled) {
        try {
            String found = fingerprint(); // taken first: what changes while it is loaded is found at the next look
            return found.equals(settled) || reload.getAsBoolean() ? found : UNSETTLED;
        } catch (Throwable e) {
            // Whatever it was, the watch goes on: without it no newer keyset would ever be seen.
            log.error("a load of the keyset failed with an unexpected {}", Defect.name(e));
            return UNSETTLED;
        }
    }

    private String fingerprint() {
        try {
            byte[] content = file.read();
            String digest = Sha256.base64url(content);
            Arrays.fill(content, (byte) 0);
            return digest;
        } catch (KeysetException e) {
            return e.problem();
        }
    }
}
