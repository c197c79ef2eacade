package io.redoubt.hibernate;

import io.redoubt.field.LockedField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreLoadEvent;
import org.hibernate.event.spi.PreLoadEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Opens what is loaded, and has what is written sealed for the row where it will stand. Thread-safe.
 */
final class FieldListener
        implements PreLoadEventListener, PreInsertEventListener, PreUpdateEventListener, PreUpsertEventListener {

    private static final long serialVersionUID = 1L;

    /** By entity name; transient because Hibernate serialises no listener, though their interfaces say so. */
    private final transient AtomicReference<Map<String, List<BoundField>>> fields = new AtomicReference<>(Map.of());

    private final transient AtomicReference<Map<String, List<BoundIndex>>> indexes = new AtomicReference<>(Map.of());

    private final transient Unreadable unreadable;

    private final transient List<LockedField> facts;

    /** @param facts what has to stay as it is about the fields */
    FieldListener(Unreadable unreadable, List<LockedField> facts) {
        this.unreadable = unreadable;
        this.facts = List.copyOf(facts);
    }

    List<LockedField> facts() {
        return facts;
    }

    /** Says which entities have which fields and which indexes of them: known when the session factory has started. */
    void resolve(Map<String, List<BoundField>> all, Map<String, List<BoundIndex>> allIndexes) {
        fields.set(Map.copyOf(all));
        indexes.set(Map.copyOf(allIndexes));
    }

    @Override
    public void onPreLoad(PreLoadEvent event) {
        @Nullable Object[] state = event.getState();
        for (BoundField field : of(event.getPersister())) {
            Sealed loaded = field.at(state);
            if (loaded != null && !loaded.isOpened()) {
                Sealed opened = field.opened(loaded, event.getId(), state);
                state[field.position()] = opened;
                unreadable.note(event.getEntity(), field.position(), opened);
            }
        }
        indexesOf(event.getPersister()).forEach(index -> {
            index.open(state);
            Sealed opened = index.attribute().at(state);
            if (opened != null) {
                unreadable.note(event.getEntity(), index.attribute().position(), opened);
            }
        });
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        place(event.getPersister(), event.getEntity(), event.getId(), event.getState(), null);
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        place(event.getPersister(), event.getEntity(), event.getId(), event.getState(), event.getOldState());
        return false;
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        place(event.getPersister(), event.getEntity(), event.getId(), event.getState(), null);
        return false;
    }

    /**
     * Has what is new sealed for its row, and keeps the ciphertext of what is as it was.
     *
     * @param before how the entity was loaded, if that is known
     */
    private void place(
            EntityPersister persister,
            Object entity,
            @Nullable Object id,
            @Nullable Object[] state,
            @Nullable Object @Nullable [] before) {
        for (BoundField field : of(persister)) {
            Sealed now = field.at(state);
            if (before != null && field.isUntouched(id, state, before)) {
                state[field.position()] = before[field.position()];
            } else if (now != null) {
                state[field.position()] = field.placed(now, id, state);
            } else if (before == null) {
                state[field.position()] = unreadable.of(entity, field.position());
            }
        }
        indexesOf(persister).forEach(index -> index.place(state, before));
    }

    private List<BoundIndex> indexesOf(EntityPersister entity) {
        return Objects.requireNonNull(indexes.get()).getOrDefault(entity.getEntityName(), List.of());
    }

    private List<BoundField> of(EntityPersister entity) {
        return Objects.requireNonNull(fields.get()).getOrDefault(entity.getEntityName(), List.of());
    }
}
