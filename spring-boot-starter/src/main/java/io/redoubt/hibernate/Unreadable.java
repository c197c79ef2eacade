package io.redoubt.hibernate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What did not open in entities that are in use, where the attribute is null instead: so that the null is not written over it
 * by a session that did not load the entity. It holds as long as the application holds the entity. Thread-safe.
 */
final class Unreadable {

    /** Weak keys are compared by identity. */
    private final Cache<Object, Map<Integer, Sealed>> byEntity =
            Caffeine.newBuilder().weakKeys().build();

    /** Notes what became of a value: the position in the entity's state tells which. */
    void note(Object entity, int position, Sealed opened) {
        if (opened.isUnreadable()) {
            byEntity.get(entity, it -> new ConcurrentHashMap<>()).put(position, opened);
        } else {
            Map<Integer, Sealed> noted = byEntity.getIfPresent(entity);
            if (noted != null) {
                noted.remove(position);
            }
        }
    }

    /** {@return what stands in the row, where the attribute is null because that did not open} */
    @Nullable
    Sealed of(Object entity, int position) {
        Map<Integer, Sealed> noted = byEntity.getIfPresent(entity);
        return noted == null ? null : noted.get(position);
    }
}
