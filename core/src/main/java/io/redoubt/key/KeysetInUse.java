package io.redoubt.key;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keyset that is in use, exchanged for a newer one as a whole or not at all. Thread-safe. */
final class KeysetInUse {

    private static final Logger log = LoggerFactory.getLogger(ServiceKeyset.class);

    private final Loader loader;
    private final String rollbackProtection;
    private final SecurityEventListener listener;
    private final Clock clock;
    private final AtomicReference<State> state;
    private final Lock oneAtATime = new ReentrantLock();

    /**
     * Begins with a keyset.
     *
     * @param first the keyset
     * @param loader loads what is there later
     * @param rollbackProtection what keeps older generations out
     * @param listener is told of what is refused
     */
    KeysetInUse(
            LoadedKeyset first, Loader loader, String rollbackProtection, SecurityEventListener listener, Clock clock) {
        this.loader = loader;
        this.rollbackProtection = rollbackProtection;
        this.listener = listener;
        this.clock = clock;
        this.state = new AtomicReference<>(new State(first, clock.millis(), Optional.empty()));
    }

    LoadedKeyset now() {
        return current().keyset();
    }

    KeysetStatus status() {
        State current = current();
        KeysetHeader header = current.keyset().header();
        return new KeysetStatus(
                header.generation(),
                Instant.ofEpochMilli(current.loadedAt()),
                header.notBefore(),
                header.expires(),
                current.keyset().expiry().isOver(),
                current.refused(),
                rollbackProtection);
    }

    /** {@return whether what is there now was taken} */
    boolean reload() {
        oneAtATime.lock();
        try {
            return reloadAlone();
        } finally {
            oneAtATime.unlock();
        }
    }

    private boolean reloadAlone() {
        State before = current();
        try {
            LoadedKeyset loaded = loader.load();
            loaded.requireAllPurposesOf(before.keyset());
            state.set(new State(loaded, clock.millis(), Optional.empty()));
            if (loaded.header().generation() != before.keyset().header().generation()) {
                KeysetHeader header = loaded.header();
                log.info(
                        "keyset of {}, generation {}, is in use until {}",
                        header.service(),
                        header.generation(),
                        header.expires());
            }
            return true;
        } catch (KeysetException e) {
            state.set(new State(before.keyset(), before.loadedAt(), Optional.of(e)));
            boolean isNews = before.refused().filter(e::saysTheSame).isEmpty();
            if (isNews) {
                listener.on(new SecurityEvent.KeysetRefused(
                        e.check().code(), e.problem() + "; " + e.check().remedy()));
            }
            return false;
        }
    }

    private State current() {
        return Objects.requireNonNull(state.get());
    }

    /** Loads a keyset. */
    @FunctionalInterface
    interface Loader {
        LoadedKeyset load() throws KeysetException;
    }

    /**
     * What is in use.
     *
     * @param keyset the keys
     * @param loadedAt when they were loaded, in milliseconds
     * @param refused why the file that is there now was refused, if it was
     */
    private record State(LoadedKeyset keyset, long loadedAt, Optional<KeysetException> refused) {}
}
