package io.redoubt.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The items of one scope that were used and could be used again. Room is counted, not made: an entry leaves when its time
 * is over, on monotonic time, and for no other reason. Thread-safe.
 */
final class UsedItems {

    private final int mostOfOneOwner;
    private final int most;
    private final Cache<String, Entry> entries;
    private final Map<String, Integer> byOwner = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();

    UsedItems(int mostOfOneOwner, int most, LongSupplier nanoTime) {
        this.mostOfOneOwner = mostOfOneOwner;
        this.most = most;
        this.entries = Caffeine.newBuilder()
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .expireAfter(Expiry.<String, Entry>creating((name, entry) -> entry.left()))
                .removalListener(this::expired)
                .build();
    }

    /**
     * @param name of the item
     * @param owner whose quota it counts against
     * @param left how long it could be used again
     */
    Use add(String name, String owner, Duration left) {
        if (entries.getIfPresent(name) != null) {
            return Use.REPLAYED;
        }
        Use room = takeRoom(owner);
        if (room == Use.OVER_QUOTA || room == Use.FULL) {
            entries.cleanUp(); // entries whose time is over may still be counted
            room = takeRoom(owner);
        }
        if (room == Use.FIRST && entries.asMap().putIfAbsent(name, new Entry(owner, left)) != null) {
            giveBack(owner); // somebody else was quicker
            return Use.REPLAYED;
        }
        return room;
    }

    private Use takeRoom(String owner) {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            return Use.FULL;
        }
        if (!takeOfQuota(owner)) {
            taken.decrementAndGet();
            return Use.OVER_QUOTA;
        }
        return Use.FIRST;
    }

    private boolean takeOfQuota(String owner) {
        boolean within = byOwner.merge(owner, 1, Integer::sum) <= mostOfOneOwner;
        if (!within) {
            giveBackQuota(owner);
        }
        return within;
    }

    private void giveBackQuota(String owner) {
        byOwner.computeIfPresent(owner, (same, count) -> count == 1 ? null : count - 1);
    }

    private void giveBack(String owner) {
        giveBackQuota(owner);
        taken.decrementAndGet();
    }

    private void expired(@Nullable String name, @Nullable Entry entry, RemovalCause cause) {
        if (entry != null) {
            giveBack(entry.owner());
        }
    }

    private record Entry(String owner, Duration left) {}
}
