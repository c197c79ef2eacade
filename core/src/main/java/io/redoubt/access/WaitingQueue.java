package io.redoubt.access;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * At most 256 requests that wait, and whose turn it is. Lines take turns, peers take turns within a line, and the
 * requests of one peer go in the order in which they came.
 *
 * <p>Not thread-safe: the budget's lock guards it.
 */
final class WaitingQueue {

    static final int CAPACITY = 256;

    private final Map<Line, TurnTaking> lines = new EnumMap<>(Line.class);
    private final AtomicInteger turn = new AtomicInteger();

    WaitingQueue() {
        for (Line line : Line.values()) {
            lines.put(line, new TurnTaking());
        }
    }

    int size() {
        int size = 0;
        for (TurnTaking line : lines.values()) {
            size += line.size();
        }
        return size;
    }

    /** {@return how many requests of this peer wait in this line} */
    int waiting(Line line, Peer peer) {
        return of(line).waiting(peer);
    }

    /** {@return who has to give way for this one, itself perhaps} */
    Optional<Waiter> add(Waiter arriving) {
        of(arriving.line()).add(arriving);
        if (size() <= CAPACITY) {
            return Optional.empty();
        }
        Waiter loser = fullest().newestOfTheLongest(arriving.peer());
        remove(loser);
        return Optional.of(loser);
    }

    /** All places are given to lines, so one that is too many in the queue is too many in some line. */
    private TurnTaking fullest() {
        Line fullest = Line.KNOWN;
        for (Line line : Line.values()) {
            if (excess(line) > excess(fullest)) {
                fullest = line;
            }
        }
        return of(fullest);
    }

    private int excess(Line line) {
        return of(line).size() - line.places();
    }

    /** {@return whose turn it is; it waits no longer} */
    Optional<Waiter> next() {
        for (int i = 0; i < Line.TURNS.size(); i++) {
            Line line = Line.TURNS.get(turn.getAndUpdate(it -> (it + 1) % Line.TURNS.size()));
            Optional<Waiter> next = of(line).next();
            if (next.isPresent()) {
                return next;
            }
        }
        return Optional.empty();
    }

    void remove(Waiter waiter) {
        of(waiter.line()).remove(waiter);
    }

    private TurnTaking of(Line line) {
        return Objects.requireNonNull(lines.get(line));
    }
}
