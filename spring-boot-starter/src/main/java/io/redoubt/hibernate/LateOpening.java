package io.redoubt.hibernate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Opens values while Hibernate fills in an entity of a stateless session, which tells no listener of what it loads. The id is
 * there by then, and the attributes come in the order of their positions: a value that is bound to a later one waits for it.
 * Thread-safe.
 */
final class LateOpening {

    private final AtomicReference<Map<Class<?>, Owner>> owners = new AtomicReference<>(Map.of());
    private final Unreadable unreadable;

    /** Weak keys are compared by identity. */
    private final Cache<Object, List<Waiting>> waiting =
            Caffeine.newBuilder().weakKeys().build();

    LateOpening(Unreadable unreadable) {
        this.unreadable = unreadable;
    }

    /** Says which classes have which fields: known when the session factory has started. */
    void resolve(Map<Class<?>, Owner> all) {
        owners.set(Map.copyOf(all));
    }

    /** Opens a value, now or when what it is bound to is known. */
    void open(Object entity, EncryptedField field, Sealed loaded, Consumer<Sealed> whenOpened) {
        Owner owner = Objects.requireNonNull(owners.get()).get(entity.getClass());
        if (owner == null) {
            whenOpened.accept(loaded.openedAt(context -> field.unplaced()));
            return;
        }
        BoundField bound = owner.field(field);
        Waiting it = new Waiting(owner, bound, loaded, whenOpened);
        if (bound.lastPosition() < bound.position()) {
            open(entity, it);
        } else {
            Objects.requireNonNull(waiting.get(entity, key -> new ArrayList<>()))
                    .add(it);
        }
    }

    /** Learns that an attribute has its value. */
    void afterSet(Object entity, String attribute) {
        List<Waiting> its = waiting.getIfPresent(entity);
        if (its == null) {
            return;
        }
        int position = PlacePart.position(its.get(0).owner().persister(), attribute);
        its.removeIf(it -> {
            boolean isReady = it.bound().lastPosition() == position;
            if (isReady) {
                open(entity, it);
            }
            return isReady;
        });
        if (its.isEmpty()) {
            waiting.invalidate(entity);
        }
    }

    private void open(Object entity, Waiting it) {
        EntityPersister persister = it.owner().persister();
        @Nullable Object[] state = new Object[persister.getPropertyNames().length];
        it.bound().positions().forEach(position -> state[position] = persister.getValue(entity, position));
        Sealed opened = it.bound().opened(it.loaded(), persister.getIdentifier(entity), state, Optional.empty());
        unreadable.note(entity, it.bound().position(), opened);
        it.whenOpened().accept(opened);
    }

    /**
     * A class with encrypted attributes.
     *
     * @param persister knows its attributes
     * @param fields those that are encrypted
     */
    record Owner(EntityPersister persister, List<BoundField> fields) {

        BoundField field(EncryptedField field) {
            return fields.stream()
                    .filter(bound -> bound.field() == field)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A value that waits for what it is bound to. */
    private record Waiting(Owner owner, BoundField bound, Sealed loaded, Consumer<Sealed> whenOpened) {}
}
