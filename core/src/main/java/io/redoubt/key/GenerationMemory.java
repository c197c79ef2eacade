package io.redoubt.key;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a keyset that is older than one that was used before, as far as this process, its configuration and its state
 * directory remember. Nothing is shared by the fleet. Thread-safe.
 */
final class GenerationMemory {

    private final long minGeneration;
    private final Optional<GenerationFile> file;
    private final AtomicReference<@Nullable SeenGeneration> ofProcess = new AtomicReference<>();
    private final Lock oneAtATime = new ReentrantLock();

    private GenerationMemory(long minGeneration, Optional<GenerationFile> file) {
        this.minGeneration = minGeneration;
        this.file = file;
    }

    /**
     * {@return what is remembered for a service}
     *
     * @param location the service, the lowest generation, and the state directory if there is one
     * @throws KeysetException if the state directory cannot be read and written, or what is in it is not understood
     */
    static GenerationMemory of(KeysetLocation location) throws KeysetException {
        Optional<GenerationFile> file = location.stateDirectory()
                .map(directory -> GenerationFile.of(directory, location.trustDomain(), location.service()));
        if (file.isPresent()) {
            file.get().requireUsable();
        }
        return new GenerationMemory(location.minGeneration(), file);
    }

    /**
     * Refuses a keyset that goes back, and remembers nothing.
     *
     * @param generation its generation
     * @param payload its payload, as it was signed
     * @throws KeysetException if a higher generation was seen, or this one with another payload, or what was seen cannot be
     *     read
     */
    void require(long generation, byte[] payload) throws KeysetException {
        SeenGeneration candidate = SeenGeneration.of(generation, payload);
        requireHere(candidate);
        if (file.isPresent()) {
            file.get().require(candidate);
        }
    }

    /**
     * Remembers a keyset that passed every check, in the state directory first. To be called before its keys are used.
     *
     * @param generation its generation
     * @param payload its payload, as it was signed
     * @throws KeysetException if meanwhile it has become one to refuse, or cannot be remembered; then it must not be used
     */
    void accepted(long generation, byte[] payload) throws KeysetException {
        SeenGeneration candidate = SeenGeneration.of(generation, payload);
        oneAtATime.lock();
        try {
            requireHere(candidate);
            if (file.isPresent()) {
                file.get().raise(candidate);
            }
            ofProcess.set(candidate);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** {@return what takes part, for the line at the start} */
    String describe() {
        return "generation memory: this process, min-generation " + minGeneration
                + (file.isPresent() ? ", state directory" : ", no state directory");
    }

    private void requireHere(SeenGeneration candidate) throws KeysetException {
        if (candidate.generation() < minGeneration) {
            throw new KeysetException(
                    KeysetCheck.GENERATION, "is of a lower generation than redoubt.keys.min-generation");
        }
        SeenGeneration seen = ofProcess.get();
        if (seen != null) {
            seen.requireNotAfter(candidate, "this process");
        }
    }
}
