package io.redoubt.field.jdbc;

import io.redoubt.field.SubjectKeys;
import io.redoubt.field.jdbc.SubjectKeyCache.Entry;
import io.redoubt.key.Subject;
import io.redoubt.key.SubjectKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;

/** The keys of subjects in one transaction of the application, which holds those that it writes with. */
final class KeysWithin implements SubjectKeys {

    private static final String READ = "the key of a subject could not be read";

    private final SubjectKeyStore store;
    private final Connection transaction;
    private final Map<Subject, Entry> held = new ConcurrentHashMap<>();

    KeysWithin(SubjectKeyStore store, Connection transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    @Override
    public Optional<SubjectKey> current(Subject subject) throws AEADBadTagException {
        Entry known = held.get(subject);
        if (known != null) {
            return known.opened();
        }
        try {
            if (transaction.getAutoCommit()) {
                throw new IllegalStateException(
                        "what is about a subject is written in a transaction, and there is none");
            }
            Entry entry = hold(subject);
            held.put(subject, entry);
            return entry.opened();
        } catch (SQLException e) {
            throw new FieldStoreException("the key of a subject could not be held", e);
        }
    }

    private Entry hold(Subject subject) throws SQLException, AEADBadTagException {
        Dialect dialect = Dialect.of(transaction);
        long asked = store.now();
        Optional<SubjectKeyRow> row = SubjectKeyTable.held(transaction, dialect, subject);
        if (row.isEmpty()) {
            store.createFirst(subject);
            row = SubjectKeyTable.held(transaction, dialect, subject);
        }
        SubjectKeyRow newest = row.orElseThrow(() -> new FieldStoreException(
                "the transaction began before the subject had a key, and does not see it",
                SqlState.SERIALIZATION_FAILURE));
        return store.read(subject, newest, asked);
    }

    @Override
    public Optional<SubjectKey> numbered(Subject subject, long number) throws AEADBadTagException {
        Optional<Entry> known = store.known(subject, number);
        if (known.isPresent()) {
            return known.get().opened();
        }
        try {
            // What it sees of the past may be older than a minute.
            if (transaction.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED) {
                return store.numbered(subject, number);
            }
            long asked = store.now();
            SubjectKeyRow row =
                    SubjectKeyTable.numbered(transaction, subject, number).orElseThrow(SubjectKeyStore::missing);
            return store.read(subject, row, asked).opened();
        } catch (SQLException e) {
            throw new FieldStoreException(READ, e);
        }
    }
}
