package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.token.Admission;
import io.redoubt.token.BoundToken;
import io.redoubt.token.Refusal;
import io.redoubt.token.Verification;
import io.redoubt.token.VerifiedToken;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Bounds how many tokens are checked at once that were not seen before, so that a flood of forged ones leaves the
 * processors to the callers whose tokens are known, and shares out the calls about opaque tokens in the same way.
 *
 * <p>As many are checked at once as half of the processors, at least one; 16 calls are made at once. For each of the two,
 * at most 256 requests wait for their turn, 64 of them from one peer, for 500 ms at most; while forgeries are about it is
 * 32, for 50 ms. Peers take turns, so that who sends much waits behind itself, and half of the places are kept for peers
 * that sent a good token within ten minutes. What finds no room is refused. Thread-safe.
 *
 * @since 0.1.0
 */
public final class VerificationBudget {

    /** As many as a verifier makes: whoever has its turn is never told that there are too many already. */
    private static final int CALLS = 16;

    private final TrustedProxies proxies;
    private final LongSupplier nanoTime;
    private final Permits checks;
    private final Permits calls;
    private final RecentSuccesses successes;
    private final RecentForgeries forgeries;

    VerificationBudget(int checks, TrustedProxies proxies, LongSupplier nanoTime, Parking parking) {
        this.proxies = proxies;
        this.nanoTime = nanoTime;
        this.checks = new Permits(checks, nanoTime, parking);
        this.calls = new Permits(CALLS, nanoTime, parking);
        this.successes = new RecentSuccesses(nanoTime);
        this.forgeries = new RecentForgeries(nanoTime);
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

    /** {@return what there is room for when this sender asks} */
    Admission at(String remoteAddress) {
        return new RoomFor(remoteAddress);
    }

    /** {@return the result of a check of something else than an access token, or nothing if there is no room for it} */
    <T> Optional<T> check(String remoteAddress, Supplier<T> work) {
        return within(checks, Peer.at(remoteAddress, proxies), work);
    }

    private Verification admit(Permits permits, String remoteAddress, Supplier<Verification> work) {
        Peer peer = Peer.at(remoteAddress, proxies);
        return within(permits, peer, () -> learned(peer, work.get())).orElseGet(() -> Refusal.of(Reason.OVERLOADED));
    }

    private <T> Optional<T> within(Permits permits, Peer peer, Supplier<T> work) {
        if (!permits.tryTake() && !waitForPermit(permits, peer)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            permits.giveBack();
        }
    }

    private boolean waitForPermit(Permits permits, Peer peer) {
        Situation situation = forgeries.areAbout() ? Situation.FORGERIES_ABOUT : Situation.CALM;
        Line line = lineOf(peer);
        long deadline = nanoTime.getAsLong() + situation.longestWait().toNanos();
        return permits.take(new Waiter(peer, line, deadline, Thread.currentThread()), situation.mostWaiting(line));
    }

    private Line lineOf(Peer peer) {
        if (peer.kind() == Peer.Kind.BEHIND_PROXY) {
            return Line.BEHIND_PROXY;
        }
        return successes.has(peer) ? Line.KNOWN : Line.NEWCOMERS;
    }

    private Verification learned(Peer peer, Verification result) {
        if (result instanceof VerifiedToken || result instanceof BoundToken) {
            successes.add(peer);
        } else if (result instanceof Refusal refusal && isForgery(refusal.reason())) {
            forgeries.add(); // an unknown key is none: it costs no signature, and rotation makes honest tokens look so
        }
        return result;
    }

    private static boolean isForgery(Reason reason) {
        return reason == Reason.BAD_SIGNATURE || reason == Reason.PROOF_BAD_SIGNATURE;
    }

    /** {@return how many requests wait now, for a check or a call} */
    int waiting() {
        return checks.waiting() + calls.waiting();
    }

    /** What is asked about one request. The address is read only if it comes to that: known tokens never get so far. */
    private final class RoomFor implements Admission {

        private final String remoteAddress;

        private RoomFor(String remoteAddress) {
            this.remoteAddress = remoteAddress;
        }

        @Override
        public Verification admit(Supplier<Verification> check) {
            return VerificationBudget.this.admit(checks, remoteAddress, check);
        }

        @Override
        public Verification admitCall(Supplier<Verification> call) {
            return VerificationBudget.this.admit(calls, remoteAddress, call);
        }
    }
}
