package io.redoubt.hibernate;

import io.redoubt.field.LockedField;
import io.redoubt.field.SubjectKeys;
import io.redoubt.field.jdbc.SubjectKeyStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
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

    private final transient Optional<SubjectKeyStore> subjects;

    /**
     * @param facts what has to stay as it is about the fields
     * @param subjects keeps the keys of those whom values are about
     */
    FieldListener(Unreadable unreadable, List<LockedField> facts, Optional<SubjectKeyStore> subjects) {
        this.unreadable = unreadable;
        this.subjects = subjects;
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
        Optional<SubjectKeys> keys = keys(event.getSession());
        for (BoundField field : of(event.getPersister())) {
            Sealed loaded = field.at(state);
            if (loaded != null && !loaded.isOpened()) {
                Sealed opened = field.opened(loaded, event.getId(), state, keys);
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
        place(event, event.getState(), null);
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        place(event, event.getState(), event.getOldState());
        return false;
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        place(event, event.getState(), null);
        return false;
    }

    /**
     * Has what is new sealed for its row, and keeps the ciphertext of what is as it was.
     *
     * @param before how the entity was loaded, if that is known
     */
    private void place(
            AbstractPreDatabaseOperationEvent event, @Nullable Object[] state, @Nullable Object @Nullable [] before) {
        EntityPersister persister = event.getPersister();
        Object id = event.getId();
        Optional<SubjectKeys> keys = keys(event.getSession());
        Set<BoundField> ofErased = new HashSet<>();
        for (BoundField field : of(persister)) {
            Sealed now = field.at(state);
            if (before != null) {
                field.checkMove(id, state, before, keys);
            }
            if (before != null && field.isUntouched(id, state, before)) {
                state[field.position()] = before[field.position()];
            } else if (now != null) {
                state[field.position()] = field.placed(now, id, state, keys);
            } else if (before == null) {
                state[field.position()] = unreadable.of(event.getEntity(), field.position());
            }
            if (field.isOfErased(id, state, keys)) {
                ofErased.add(field);
            }
        }
        indexesOf(persister).forEach(index -> {
            index.place(state, before);
            if (ofErased.contains(index.attribute())) {
                state[index.position()] = null;
            }
        });
    }

    private Optional<SubjectKeys> keys(SharedSessionContractImplementor session) {
        return subjects.map(store -> new SessionSubjects(store, session));
    }

    private List<BoundIndex> indexesOf(EntityPersister entity) {
        return Objects.requireNonNull(indexes.get()).getOrDefault(entity.getEntityName(), List.of());
    }

    private List<BoundField> of(EntityPersister entity) {
        return Objects.requireNonNull(fields.get()).getOrDefault(entity.getEntityName(), List.of());
    }
}
