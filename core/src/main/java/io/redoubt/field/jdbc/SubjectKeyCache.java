package io.redoubt.field.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.redoubt.key.Subject;
import io.redoubt.key.SubjectKey;
import io.redoubt.key.WrappedSubjectKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keys that were read within a minute, and that some are erased. What is erased stays so: an answer from before never takes the place
 * of that. Thread-safe.
 */
final class SubjectKeyCache {

    /** FORMATS section 6. */
    static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final int MAX_KEYS = 10_000;

    private final LongSupplier nanoTime;
    private final Cache<Name, Entry> keys;

    /** @param nanoTime monotonic: no clock that is set makes a key live longer */
    SubjectKeyCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.keys = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterWrite(LIFETIME)
                .ticker(nanoTime::getAsLong)
                .scheduler(
                        Scheduler
                                .systemScheduler()) // so that keys do not stay in memory where nothing happens any more
                .build();
    }

    /** {@return now, to be asked before the database is} */
    long now() {
        return nanoTime.getAsLong();
    }

    /** {@return what was read within the last minute} */
    Optional<Entry> get(Subject subject, long number) {
        return Optional.ofNullable(keys.getIfPresent(new Name(subject, number))).filter(this::isFresh);
    }

    private boolean isFresh(Entry entry) {
        return nanoTime.getAsLong() - entry.askedAt() < LIFETIME.toNanos();
    }

    void put(Subject subject, long number, Entry read) {
        keys.asMap().merge(new Name(subject, number), read, SubjectKeyCache::newer);
    }

    private static Entry newer(Entry known, Entry read) {
        if (known.key().isEmpty()) {
            return read.key().isEmpty() ? read : known;
        }
        return read.key().isPresent() && read.askedAt() - known.askedAt() < 0 ? known : read;
    }

    /** Forgets what was known of a subject. */
    void forget(Subject subject) {
        keys.asMap().keySet().removeIf(name -> name.subject().equals(subject));
    }

    private record Name(Subject subject, long number) {}

    /**
     * What was read.
     *
     * @param askedAt before the database was asked
     * @param key the key, or nothing if it was erased
     */
    record Entry(long askedAt, Optional<Opened> key) {

        static Entry erased(long askedAt) {
            return new Entry(askedAt, Optional.empty());
        }

        Optional<SubjectKey> opened() {
            return key.map(Opened::key);
        }
    }

    /**
     * A key.
     *
     * @param wrapped what stood in the table
     * @param key what that is
     */
    record Opened(WrappedSubjectKey wrapped, SubjectKey key) {}
}
