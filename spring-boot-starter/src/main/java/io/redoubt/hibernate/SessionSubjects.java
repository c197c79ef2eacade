package io.redoubt.hibernate;

import io.redoubt.field.SubjectKeys;
import io.redoubt.field.jdbc.FieldStoreException;
import io.redoubt.field.jdbc.SubjectKeyStore;
import io.redoubt.key.Subject;
import io.redoubt.key.SubjectKey;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.AEADBadTagException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The keys of subjects, read through the connection of a session, so that no request ever waits for a second one; those that it
 * writes with stay until its transaction ends. As thread-safe as the session.
 */
final class SessionSubjects implements SubjectKeys {

    private final SubjectKeyStore store;
    private final SharedSessionContractImplementor session;
    private final AtomicReference<@Nullable SubjectKeys> keys = new AtomicReference<>();

    SessionSubjects(SubjectKeyStore store, SharedSessionContractImplementor session) {
        this.store = store;
        this.session = session;
    }

    @Override
    public Optional<SubjectKey> current(Subject subject) throws AEADBadTagException {
        try {
            return keys().current(subject);
        } catch (FieldStoreException e) {
            throw converted(e);
        }
    }

    @Override
    public Optional<SubjectKey> numbered(Subject subject, long number) throws AEADBadTagException {
        try {
            return keys().numbered(subject, number);
        } catch (FieldStoreException e) {
            throw converted(e);
        }
    }

    private SubjectKeys keys() {
        SubjectKeys known = keys.get();
        if (known == null) {
            known = store.within(
                    session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection());
            keys.set(known);
        }
        return known;
    }

    /** {@return what Hibernate makes of such a state, so that the application can try again where that helps} */
    private RuntimeException converted(FieldStoreException e) {
        String message = String.valueOf(e.getMessage());
        return session.getJdbcServices()
                .getSqlExceptionHelper()
                .convert(new SQLException(message, e.sqlState()), message);
    }
}
