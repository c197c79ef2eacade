package io.redoubt.hibernate;

import io.redoubt.key.FieldName;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.event.spi.LockEvent;
import org.hibernate.event.spi.LockEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.RefreshContext;
import org.hibernate.event.spi.RefreshEvent;
import org.hibernate.event.spi.RefreshEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Refuses locks that raise a version to which values are bound, and write nothing else: the values would not open any more.
 * Thread-safe.
 */
final class VersionGuard implements LoadEventListener, LockEventListener, RefreshEventListener, PostLoadEventListener {

    private static final long serialVersionUID = 1L;

    /** By entity name; transient because Hibernate serialises no listener, though their interfaces say so. */
    private final transient Map<String, FieldName> bound;

    /**
     * Guards versions.
     *
     * @param bound the entities that have a version to which a field is bound
     */
    VersionGuard(Map<String, FieldName> bound) {
        this.bound = Map.copyOf(bound);
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        check(event.getEntityClassName(), event.getLockOptions().getLockMode());
    }

    @Override
    public void onLock(LockEvent event) {
        check(
                event.getSession(),
                event.getEntityName(),
                event.getObject(),
                event.getLockOptions().getLockMode());
    }

    @Override
    public void onRefresh(RefreshEvent event) {
        check(
                event.getSession(),
                event.getEntityName(),
                event.getObject(),
                event.getLockOptions().getLockMode());
    }

    @Override
    public void onRefresh(RefreshEvent event, RefreshContext done) {
        onRefresh(event);
    }

    /** What a query locks is seen here only. */
    @Override
    public void onPostLoad(PostLoadEvent event) {
        EntityEntry entry = event.getSession().getPersistenceContextInternal().getEntry(event.getEntity());
        if (entry != null) {
            check(entry.getEntityName(), entry.getLockMode());
        }
    }

    private void check(EventSource session, @Nullable String name, Object entity, @Nullable LockMode mode) {
        Object target = Objects.requireNonNull(Hibernate.unproxy(entity));
        check(session.getEntityPersister(name, target).getEntityName(), mode);
    }

    private void check(String entity, @Nullable LockMode mode) {
        FieldName field = bound.get(entity);
        boolean raises = mode == LockMode.OPTIMISTIC_FORCE_INCREMENT || mode == LockMode.PESSIMISTIC_FORCE_INCREMENT;
        if (field != null && raises) {
            throw new IllegalStateException(field
                    + " is bound to the version, which cannot be raised without writing it: change an attribute, or lock"
                    + " without an increment");
        }
    }
}
