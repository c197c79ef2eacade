package io.redoubt.hibernate;

import io.redoubt.hibernate.LateOpening.Owner;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;

/**
 * Brings {@link Encrypted} to a session factory whose entities use it. Hibernate finds it by itself.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FieldIntegrator implements Integrator {

    /** Is called by Hibernate. */
    public FieldIntegrator() {}

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        FieldServices.serve(factory);
        EncryptedModel model = EncryptedModel.of(metadata);
        if (model.isEmpty()) {
            return;
        }
        FieldEncryption encryption = FieldEncryption.in(factory.getProperties());
        FieldServices.requireGuard(factory);
        model.check(encryption);
        IndexModel indexes = IndexModel.of(metadata, model.attributes());
        indexes.check(encryption);
        Unreadable unreadable = new Unreadable();
        LateOpening opening = new LateOpening(unreadable);
        FieldListener listener = new FieldListener(unreadable, model.facts(encryption), encryption.subjects());
        model.prepare(opening);
        EventListenerRegistry registry = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        listen(registry, listener);
        guard(registry, new VersionGuard(model.boundVersions()));
        factory.addObserver(new SessionFactoryObserver() {
            private static final long serialVersionUID = 1L;

            @Override
            public void sessionFactoryCreated(SessionFactory created) {
                List<Owner> owners = model.start(encryption, opening, (SessionFactoryImplementor) created);
                listener.resolve(
                        owners.stream()
                                .collect(Collectors.toMap(
                                        owner -> owner.persister().getEntityName(), Owner::fields)),
                        indexes.start(encryption, owners));
                opening.resolve(owners.stream()
                        .collect(Collectors.toMap(owner -> owner.persister().getMappedClass(), owner -> owner)));
            }
        });
    }

    private static void listen(EventListenerRegistry registry, FieldListener listener) {
        registry.appendListeners(EventType.PRE_LOAD, listener);
        registry.appendListeners(EventType.PRE_INSERT, listener);
        registry.appendListeners(EventType.PRE_UPDATE, listener);
        registry.appendListeners(EventType.PRE_UPSERT, listener);
    }

    private static void guard(EventListenerRegistry registry, VersionGuard guard) {
        registry.prependListeners(EventType.LOAD, guard);
        registry.prependListeners(EventType.LOCK, guard);
        registry.prependListeners(EventType.REFRESH, guard);
        registry.prependListeners(EventType.POST_LOAD, guard);
    }
}
