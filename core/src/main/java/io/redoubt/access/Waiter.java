package io.redoubt.access;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A request that waits for a permit. It gets one outcome, given under the lock of the budget. */
final class Waiter {

    /** What became of it. */
    enum Outcome {
        PENDING,
        ADMITTED,
        REFUSED
    }

    private final Peer peer;
    private final Line line;
    private final long deadlineNanos;
    private final Thread thread;
    private final AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.PENDING);

    Waiter(Peer peer, Line line, long deadlineNanos, Thread thread) {
        this.peer = peer;
        this.line = line;
        this.deadlineNanos = deadlineNanos;
        this.thread = thread;
    }

    Peer peer() {
        return peer;
    }

    Line line() {
        return line;
    }

    /** {@return until when it waits, by the budget's ticker} */
    long deadlineNanos() {
        return deadlineNanos;
    }

    /** {@return the thread that is to be woken} */
    Thread thread() {
        return thread;
    }

    Outcome outcome() {
        return Objects.requireNonNull(outcome.get());
    }

    void settle(Outcome settled) {
        outcome.set(settled);
    }
}
