package io.redoubt.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One line, in which the peers take turns: who was served goes to its end. Not thread-safe. */
final class TurnTaking {

    /** In the order of their turns; a peer for whom nobody waits is not there. */
    private final Map<Peer, Deque<Waiter>> peers = new LinkedHashMap<>();

    private final AtomicInteger size = new AtomicInteger();

    int size() {
        return size.get();
    }

    int waiting(Peer peer) {
        Deque<Waiter> waiting = peers.get(peer);
        return waiting == null ? 0 : waiting.size();
    }

    void add(Waiter waiter) {
        peers.computeIfAbsent(waiter.peer(), peer -> new ArrayDeque<>()).addLast(waiter);
        size.incrementAndGet();
    }

    Optional<Waiter> next() {
        Iterator<Map.Entry<Peer, Deque<Waiter>>> turns = peers.entrySet().iterator();
        if (!turns.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<Peer, Deque<Waiter>> first = turns.next();
        Waiter next = first.getValue().removeFirst();
        turns.remove();
        if (!first.getValue().isEmpty()) {
            peers.put(first.getKey(), first.getValue());
        }
        size.decrementAndGet();
        return Optional.of(next);
    }

    /**
     * {@return who of this line gives way: the newest of the peer with the most waiting}
     *
     * <p>Where several have the most, it is the one that just came, or else the one whose turn is the furthest.
     */
    Waiter newestOfTheLongest(Peer arriving) {
        Deque<Waiter> longest = new ArrayDeque<>();
        for (Deque<Waiter> waiting : peers.values()) {
            if (waiting.size() >= longest.size()) {
                longest = waiting;
            }
        }
        Deque<Waiter> own = peers.getOrDefault(arriving, new ArrayDeque<>());
        return own.size() == longest.size() ? own.getLast() : longest.getLast();
    }

    void remove(Waiter waiter) {
        Deque<Waiter> waiting = peers.get(waiter.peer());
        if (waiting != null && waiting.removeLastOccurrence(waiter)) {
            size.decrementAndGet();
            if (waiting.isEmpty()) {
                peers.remove(waiter.peer());
            }
        }
    }
}
