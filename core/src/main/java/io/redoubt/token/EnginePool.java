package io.redoubt.token;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends cryptographic engines, which cost more to make than to use and serve one thread at a time. A thread looks in the
 * place that its id points to; if somebody else has taken what was there, it makes a new one. So nobody waits, and
 * virtual threads do not multiply the engines as thread locals would.
 *
 * @param <T> the engine
 */
final class EnginePool<T> {

    private static final int PLACES =
            Integer.highestOneBit(Math.max(1, Runtime.getRuntime().availableProcessors()) * 4);

    private final AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(PLACES);
    private final Supplier<T> maker;

    EnginePool(Supplier<T> maker) {
        this.maker = maker;
    }

    /** {@return an engine that nobody else has} */
    T borrow() {
        T engine = places.getAndSet(place(), null);
        return engine == null ? maker.get() : engine;
    }

    /** Takes back an engine that is as it was lent. One that may not be is simply not given back. */
    void giveBack(T engine) {
        places.lazySet(place(), engine);
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & (PLACES - 1);
    }
}
