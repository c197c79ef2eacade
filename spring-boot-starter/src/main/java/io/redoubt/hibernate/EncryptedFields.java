package io.redoubt.hibernate;

import io.redoubt.field.LockedField;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreLoadEventListener;

/**
 * The encrypted attributes of the entities of a session factory.
 *
 * @since 0.1.0
 */
public final class EncryptedFields {

    private EncryptedFields() {}

    /**
     * {@return what has to stay as it is about each of them, as {@code redoubt-fields.lock} keeps it; none if no attribute is
     * encrypted}
     *
     * @param factory Hibernate's, which has started
     */
    public static List<LockedField> of(EntityManagerFactory factory) {
        List<LockedField> found = new ArrayList<>();
        factory.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(EventListenerRegistry.class)
                .getEventListenerGroup(EventType.PRE_LOAD)
                .fireEventOnEachListener(found, EncryptedFields::collect);
        return List.copyOf(found);
    }

    private static void collect(PreLoadEventListener listener, List<LockedField> found) {
        if (listener instanceof FieldListener ours) {
            found.addAll(ours.facts());
        }
    }
}
