package io.redoubt.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Remembers for ten minutes which peers sent a good token, at most 10,000 of them: to forget one costs it nothing but its
 * preference. Thread-safe.
 */
final class RecentSuccesses {

    static final Duration MEMORY = Duration.ofMinutes(10);

    private static final int MAX_PEERS = 10_000;

    private final Cache<Peer, Boolean> peers;

    RecentSuccesses(LongSupplier nanoTime) {
        this.peers = Caffeine.newBuilder()
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(MEMORY)
                .maximumSize(MAX_PEERS)
                .executor(Runnable::run) // no threads of its own
                .build();
    }

    void add(Peer peer) {
        if (peer.isOneSender()) {
            peers.put(peer, Boolean.TRUE);
        }
    }

    boolean has(Peer peer) {
        return peers.getIfPresent(peer) != null;
    }
}
