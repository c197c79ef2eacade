package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.token.Refusal;
import io.redoubt.token.Verification;
import io.redoubt.token.VerifiedToken;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Bounds how many tokens are checked at once that were not seen before, so that a flood of forged ones leaves the
 * processors to the callers whose tokens are known.
 *
 * <p>As many are checked at once as half of the processors, at least one. At most 256 requests wait for their turn, for
 * 500 ms at most, and for 50 ms while forgeries are about. Peers take turns, so that who sends much waits behind itself,
 * and half of the places are kept for peers that sent a good token within ten minutes. What finds no room is refused.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class VerificationBudget {

    private static final Set<Reason> FORGED = EnumSet.of(Reason.BAD_SIGNATURE, Reason.UNKNOWN_KEY);
    private static final long FORGERIES_LINGER_NANOS = Duration.ofSeconds(10).toNanos();

    private final TrustedProxies proxies;
    private final LongSupplier nanoTime;
    private final Permits permits;
    private final RecentSuccesses successes;
    private final AtomicLong lastForgeryNanos;

    VerificationBudget(int permits, TrustedProxies proxies, LongSupplier nanoTime, Parking parking) {
        this.proxies = proxies;
        this.nanoTime = nanoTime;
        this.permits = new Permits(permits, nanoTime, parking);
        this.successes = new RecentSuccesses(nanoTime);
        this.lastForgeryNanos = new AtomicLong(nanoTime.getAsLong() - FORGERIES_LINGER_NANOS);
    }

    /**
     * {@return a budget of half the processors that this process has, at least one}
     *
     * @param proxies are never taken for clients
     * @param nanoTime nanoseconds that never run back, such as those of {@code System::nanoTime}
     */
    public static VerificationBudget ofHalfTheProcessors(TrustedProxies proxies, LongSupplier nanoTime) {
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new VerificationBudget(half, proxies, nanoTime, LockSupport::parkNanos);
    }

    /** {@return the result of the check, unchanged, or that there was no room for it} */
    Verification admit(String remoteAddress, Supplier<Verification> check) {
        Peer peer = Peer.at(remoteAddress, proxies);
        if (!permits.tryTake() && !waitForPermit(peer)) {
            return Refusal.of(Reason.OVERLOADED);
        }
        try {
            Verification result = check.get();
            learn(peer, result);
            return result;
        } finally {
            permits.giveBack();
        }
    }

    private boolean waitForPermit(Peer peer) {
        long now = nanoTime.getAsLong();
        Situation situation =
                now - lastForgeryNanos.get() < FORGERIES_LINGER_NANOS ? Situation.FORGERIES_ABOUT : Situation.CALM;
        Line line = lineOf(peer);
        Waiter waiter = new Waiter(peer, line, now + situation.longestWait().toNanos(), Thread.currentThread());
        return permits.take(waiter, situation.mostWaiting(line));
    }

    private Line lineOf(Peer peer) {
        if (peer.kind() == Peer.Kind.BEHIND_PROXY) {
            return Line.BEHIND_PROXY;
        }
        return successes.has(peer) ? Line.KNOWN : Line.NEWCOMERS;
    }

    private void learn(Peer peer, Verification result) {
        if (result instanceof VerifiedToken) {
            successes.add(peer);
        } else if (result instanceof Refusal refusal && FORGED.contains(refusal.reason())) {
            lastForgeryNanos.set(nanoTime.getAsLong());
        }
    }

    /** {@return how many requests wait now} */
    int waiting() {
        return permits.waiting();
    }
}
