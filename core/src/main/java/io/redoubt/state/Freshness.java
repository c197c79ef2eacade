package io.redoubt.state;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When the fleet was last heard. Thread-safe. */
final class Freshness {

    private final long maxNanos;
    private final WhenDown whenDown;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Long> heardAt = new AtomicReference<>();

    Freshness(Staleness staleness, LongSupplier nanoTime) {
        this.maxNanos = staleness.max().toNanos();
        this.whenDown = staleness.whenDown();
        this.nanoTime = nanoTime;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** @param asked when the question was put: the answer is at least as new */
    void heard(long asked) {
        heardAt.set(asked);
    }

    boolean isFresh() {
        Long last = heardAt.get();
        return last != null && now() - last <= maxNanos;
    }

    boolean suffices() {
        return whenDown == WhenDown.LOCAL || isFresh();
    }
}
