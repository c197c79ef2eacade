package io.redoubt.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store that a fleet shares, in memory, that can be out of reach, emptied or set back. Not thread-safe. */
final class MemoryLog implements RevocationLog {

    private static final int PAGE = 3;

    private final List<Line> lines = new ArrayList<>();
    private final List<Boolean> switches = new ArrayList<>(List.of(true));
    private final AtomicBoolean unkeyed = new AtomicBoolean();
    private final List<String> ids = new ArrayList<>();

    void down() {
        switches.add(false);
    }

    void up() {
        switches.add(true);
    }

    void empty() {
        lines.clear();
    }

    /** A failover to a store that had not received the last lines. */
    void loseTheLast(int count) {
        lines.subList(lines.size() - count, lines.size()).clear();
    }

    List<RevocationEntry> lines() {
        return lines.stream().map(Line::entry).toList();
    }

    /** An instance without keys begins to read it. */
    void readWithoutKeys() {
        unkeyed.set(true);
    }

    @Override
    public boolean isReadWithoutKeys() {
        return unkeyed.get();
    }

    /** For those that are restarted with less than they had. */
    void append(RevocationEntry entry) {
        String id = Integer.toString(ids.size());
        ids.add(id);
        lines.add(new Line(id, entry));
    }

    @Override
    public Optional<Page> exchange(String after, List<RevocationEntry> additions) {
        if (!switches.get(switches.size() - 1)) {
            return Optional.empty();
        }
        int from = 0;
        if (!after.isEmpty()) {
            from = lines.stream().map(Line::id).toList().indexOf(after) + 1;
            if (from == 0) {
                return Optional.of(new Page(Continuity.LOST, List.of(), after));
            }
        }
        additions.forEach(this::append);
        List<Line> next = lines.subList(from, Math.min(lines.size(), from + PAGE));
        String position = next.isEmpty() ? after : next.get(next.size() - 1).id();
        return Optional.of(
                new Page(Continuity.CONTINUED, next.stream().map(Line::entry).toList(), position));
    }

    private record Line(String id, RevocationEntry entry) {}
}
