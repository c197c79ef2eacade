package io.redoubt.state;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Lets each item pass once: whoever comes second, however close behind, is told so.
 *
 * <p>What was used is forgotten when it cannot be used any more, and never earlier: not for want of room, and not because a
 * wall clock was set forward. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface ReplayGuard {

    /**
     * Uses an item, if nobody did before.
     *
     * @param item what is to be used; everything else about it has been checked, for it is spent from now on
     * @return {@link Use#FIRST} exactly once for each item; anything else refuses. Never an exception
     */
    Use firstUse(SingleUse item);

    /**
     * {@return an empty memory of this process, for a service that runs once}
     *
     * <p>It holds 1,000,000 items of each scope, of about 300 bytes each, and 1,000 proofs a second of one key. An item that may
     * have been used before this memory was made is {@link Use#FORGOTTEN}. If the wall clock is set back by more than a
     * minute, an item can come to be good, and unknown, a second time.
     *
     * @param clock by which items end
     * @param nanoTime monotonic time, by which they are kept
     */
    static ReplayGuard inProcess(Clock clock, LongSupplier nanoTime) {
        return new InProcessReplayGuard(clock, nanoTime, ReplayBounds.DEFAULT);
    }
}
