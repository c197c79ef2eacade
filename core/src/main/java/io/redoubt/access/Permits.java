package io.redoubt.access;

import io.redoubt.access.Waiter.Outcome;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * So many permits, and those who wait for one. A permit that is given back goes to whose turn it is, so none is free
 * while anybody waits, and who comes later cannot overtake. Thread-safe; the lock is held for a few steps only, and no
 * monitor is, so that a virtual thread does not pin its carrier.
 */
final class Permits {

    private final LongSupplier nanoTime;
    private final Parking parking;
    private final Lock lock = new ReentrantLock();
    private final AtomicInteger free; // changed under the lock, as is the queue
    private final WaitingQueue queue = new WaitingQueue();

    Permits(int permits, LongSupplier nanoTime, Parking parking) {
        this.free = new AtomicInteger(permits);
        this.nanoTime = nanoTime;
        this.parking = parking;
    }

    /** {@return whether a permit was free; it is taken then} */
    boolean tryTake() {
        lock.lock();
        try {
            return takeFree();
        } finally {
            lock.unlock();
        }
    }

    private boolean takeFree() {
        if (free.get() == 0) {
            return false;
        }
        free.decrementAndGet();
        return true;
    }

    /** {@return whether the waiter got a permit; otherwise it was displaced, or interrupted, or its time is over} */
    boolean take(Waiter waiter, int mostOfItsPeer) {
        try {
            enqueue(waiter, mostOfItsPeer).ifPresent(loser -> LockSupport.unpark(loser.thread()));
            while (waiter.outcome() == Outcome.PENDING) {
                long left = waiter.deadlineNanos() - nanoTime.getAsLong();
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    giveUp(waiter);
                } else {
                    parking.park(left);
                }
            }
        } catch (RuntimeException | Error e) { // it will never be back for its permit
            if (!giveUp(waiter)) {
                giveBack();
            }
            throw e;
        }
        return waiter.outcome() == Outcome.ADMITTED;
    }

    /** {@return who was displaced} */
    private Optional<Waiter> enqueue(Waiter waiter, int mostOfItsPeer) {
        lock.lock();
        try {
            if (takeFree()) {
                waiter.settle(Outcome.ADMITTED);
                return Optional.empty();
            }
            if (queue.waiting(waiter.line(), waiter.peer()) >= mostOfItsPeer) {
                waiter.settle(Outcome.REFUSED);
                return Optional.empty();
            }
            Optional<Waiter> loser = queue.add(waiter);
            loser.ifPresent(it -> it.settle(Outcome.REFUSED));
            return loser;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the waiter is refused now; it is not if it got a permit in the meantime} */
    private boolean giveUp(Waiter waiter) {
        lock.lock();
        try {
            if (waiter.outcome() == Outcome.PENDING) {
                queue.remove(waiter);
                waiter.settle(Outcome.REFUSED);
            }
            return waiter.outcome() == Outcome.REFUSED;
        } finally {
            lock.unlock();
        }
    }

    /** Hands the permit to whose turn it is. */
    void giveBack() {
        Optional<Waiter> next;
        lock.lock();
        try {
            next = queue.next();
            if (next.isPresent()) {
                next.get().settle(Outcome.ADMITTED);
            } else {
                free.incrementAndGet();
            }
        } finally {
            lock.unlock();
        }
        next.ifPresent(it -> LockSupport.unpark(it.thread()));
    }

    /** {@return how many requests wait now} */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}
