package io.redoubt.hibernate;

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

/**
 * Opens what is loaded, and has what is written sealed for the row where it will stand. Thread-safe.
 */
final class FieldListener
        implements PreLoadEventListener, PreInsertEventListener, PreUpdateEventListener, PreUpsertEventListener {

    private static final long serialVersionUID = 1L;

    /** By entity name; transient because Hibernate serialises no listener, though their interfaces say so. */
    private final transient AtomicReference<Map<String, List<BoundField>>> fields = new AtomicReference<>(Map.of());

    /** Says which entities have which fields: known when the session factory has started. */
    void resolve(Map<String, List<BoundField>> all) {
        fields.set(Map.copyOf(all));
    }

    @Override
    public void onPreLoad(PreLoadEvent event) {
        of(event.getPersister()).forEach(field -> field.open(event.getId(), event.getState()));
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        of(event.getPersister()).forEach(field -> field.place(event.getId(), event.getState(), null));
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        of(event.getPersister()).forEach(field -> field.place(event.getId(), event.getState(), event.getOldState()));
        return false;
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        of(event.getPersister()).forEach(field -> field.place(event.getId(), event.getState(), null));
        return false;
    }

    private List<BoundField> of(EntityPersister entity) {
        return Objects.requireNonNull(fields.get()).getOrDefault(entity.getEntityName(), List.of());
    }
}
