package io.redoubt.field.jdbc;

import io.redoubt.ConfigurationException;
import io.redoubt.field.FieldLock;
import io.redoubt.field.SubjectKeys;
import io.redoubt.field.jdbc.ErasureRecord.Action;
import io.redoubt.field.jdbc.ErasureTable.Account;
import io.redoubt.field.jdbc.SubjectKeyCache.Entry;
import io.redoubt.field.jdbc.SubjectKeyCache.Opened;
import io.redoubt.key.Accepted;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Subject;
import io.redoubt.key.SubjectKey;
import io.redoubt.key.WrappedSubjectKey;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.sql.DataSource;

/**
 * Keeps the keys of subjects in the table {@code redoubt_subject_key}, and erases people: once {@link #erase} has returned, nothing
 * that was or will be sealed under their keys opens any more, and no row is found by a value of theirs. FORMATS section 6.
 *
 * <p>Other processes may open what they have in memory for a minute. Writers go through {@link #within}: they hold the key of the
 * subject until their transaction ends, {@code erase} waits for them, and whoever comes later is refused, in every process. What is
 * read past a minute ago is read again; a read that finds no key makes none.
 *
 * <p>New keys and erasures are transactions of their own, on connections of the data source that is given here. <b>Give it connections
 * that requests do not wait for</b>: of the same pool, requests that each hold a connection and want a second one would wait for each
 * other. One without a pool does: a key is made once for each subject. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SubjectKeyStore implements SubjectKeys {

    private static final long FIRST = 1;
    private static final int MAX_RECORDS = 10_000;

    private final OwnTransaction own;
    private final ServiceKeyset keys;
    private final SecureRandom random;
    private final SubjectKeyCache cache;
    private final SubjectRows rows;
    private final ErasureTable erasures;

    private SubjectKeyStore(
            DataSource dataSource,
            Supplier<FieldLock> lock,
            ServiceKeyset keys,
            SecureRandom random,
            SubjectKeyCache cache) {
        this.own = new OwnTransaction(dataSource);
        this.keys = keys;
        this.random = random;
        this.cache = cache;
        this.rows = new SubjectRows(lock);
        this.erasures = new ErasureTable(keys.trustDomain(), keys.service());
    }

    /**
     * {@return a store in a database that has the tables of {@code redoubt fields schema}}
     *
     * @param dataSource connections to the database of the application that are not of the pool from which its requests take theirs
     * @param lock where the fields are; asked when somebody is erased, or has a first key made, and not before
     * @param keys wraps the keys of subjects
     * @param random makes them
     * @param nanoTime monotonic time in nanoseconds
     */
    public static SubjectKeyStore of(
            DataSource dataSource,
            Supplier<FieldLock> lock,
            ServiceKeyset keys,
            SecureRandom random,
            LongSupplier nanoTime) {
        return new SubjectKeyStore(dataSource, lock, keys, random, new SubjectKeyCache(nanoTime));
    }

    /**
     * {@return the same keys, read through a connection of the caller: {@link SubjectKeys#current} holds the key until the transaction
     *     of the connection ends, so that nothing is written for somebody who is erased meanwhile}
     *
     * <p>It belongs to one transaction, and is as thread-safe as its connection. {@code current} refuses a connection that commits by
     * itself with an {@link IllegalStateException}; where the transaction sees none of what was committed since it began, it may give a
     * {@link FieldStoreException} with state 40001: do it again.
     *
     * @param transaction a connection to the same database
     */
    public SubjectKeys within(Connection transaction) {
        return new KeysWithin(this, transaction);
    }

    /** Asks the database each time; without the promise that nobody is erased before the value is written, for which {@link #within} is. */
    @Override
    public Optional<SubjectKey> current(Subject subject) throws AEADBadTagException {
        long asked = cache.now();
        SubjectKeyRow newest = own.run("the key of a subject could not be read", connection -> {
            Optional<SubjectKeyRow> found = SubjectKeyTable.newest(connection, subject);
            return found.isPresent() ? found.get() : create(connection, subject);
        });
        return read(subject, newest, asked).opened();
    }

    @Override
    public Optional<SubjectKey> numbered(Subject subject, long number) throws AEADBadTagException {
        Optional<Entry> known = known(subject, number);
        if (known.isPresent()) {
            return known.get().opened();
        }
        long asked = cache.now();
        Optional<SubjectKeyRow> row = own.run(
                "the key of a subject could not be read",
                connection -> SubjectKeyTable.numbered(connection, subject, number));
        return read(subject, row.orElseThrow(SubjectKeyStore::missing), asked).opened();
    }

    static AEADBadTagException missing() {
        return new AEADBadTagException("there is no such key of the subject");
    }

    long now() {
        return cache.now();
    }

    /** {@return what was read within a minute, if the key under which it is wrapped is still in use} */
    Optional<Entry> known(Subject subject, long number) {
        return cache.get(subject, number).filter(this::isUsable);
    }

    private boolean isUsable(Entry entry) {
        return entry.key().stream().allMatch(opened -> isLive(opened.wrapped().epoch()));
    }

    private boolean isLive(int epoch) {
        for (KeyEntry entry : keys.keys()) {
            if (entry.purpose() == Purpose.SUBJECT_WRAP && entry.epoch() == epoch) {
                return entry.state().isLive();
            }
        }
        return false;
    }

    /** {@return what stands in a row, which is known for a minute from when it was asked for} */
    Entry read(Subject subject, SubjectKeyRow row, long asked) throws AEADBadTagException {
        Entry entry = entry(subject, row, asked);
        cache.put(subject, row.number(), entry);
        return entry;
    }

    private Entry entry(Subject subject, SubjectKeyRow row, long asked) throws AEADBadTagException {
        if (row.key().isEmpty()) {
            return Entry.erased(asked);
        }
        WrappedSubjectKey wrapped = row.key().get();
        Optional<Opened> known = known(subject, row.number())
                .flatMap(Entry::key)
                .filter(it -> it.wrapped().equals(wrapped));
        Opened opened = known.isPresent() ? known.get() : new Opened(wrapped, keys.unwrap(wrapped, Accepted.LIVE));
        return new Entry(asked, Optional.of(opened));
    }

    /** Makes the first key of a subject, unless somebody else has done so by now. */
    void createFirst(Subject subject) throws AEADBadTagException {
        own.run("the first key of a subject could not be made", connection -> create(connection, subject));
    }

    private SubjectKeyRow create(Connection connection, Subject subject) throws SQLException, AEADBadTagException {
        boolean wasThere = rows.haveValues(connection, subject)
                || ErasureTable.last(connection, subject).isPresent();
        // A key is committed before values that it seals: where there are values, there is a key, or somebody took it
        // away.
        Optional<SubjectKeyRow> meanwhile = SubjectKeyTable.newest(connection, subject);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        } else if (wasThere) {
            throw new AEADBadTagException("the key of a subject with values is gone from the table");
        }
        WrappedSubjectKey made = keys.newSubjectKey(subject, FIRST, random);
        SubjectKeyTable.insert(connection, made);
        return new SubjectKeyRow(FIRST, Optional.of(made));
    }

    /**
     * Erases a subject: destroys its keys and removes the codes by which its rows could be found, all or nothing, after everybody who
     * writes for it just now; later writers are refused until {@link #reinstate}. The rows stay, with values that nobody can open. Again
     * gives the record that is there.
     *
     * @param subject who; may have no key yet
     * @param by who asked for it, 1 to 255 characters
     * @param reason why, 1 to 1,000 characters; neither has control characters, and both are kept for good
     * @return the record
     * @throws ConfigurationException if a column of codes may not be null, or the lock file is not of this database; nothing is erased
     * @throws FieldStoreException if the database refuses; nothing is erased unless the connection broke at the end: do it again
     */
    public ErasureRecord erase(Subject subject, String by, String reason) {
        Account account = new Account(by, reason);
        try {
            long asked = cache.now();
            Erased done = own.run("the subject could not be erased", connection -> erase(connection, subject, account));
            done.numbers().forEach(number -> cache.put(subject, number, Entry.erased(asked)));
            return done.record();
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("nothing is opened to be erased", e);
        } catch (FieldStoreException e) {
            cache.forget(subject); // it may have been committed all the same
            throw e;
        }
    }

    private Erased erase(Connection connection, Subject subject, Account account) throws SQLException {
        if (SubjectKeyTable.locked(connection, subject).isEmpty()) {
            SubjectKeyTable.insertErased(connection, subject, FIRST);
        }
        // Again: a reinstatement for which the lock waited has added one.
        List<Long> numbers = SubjectKeyTable.locked(connection, subject);
        long newest = numbers.get(0);
        int erased = SubjectKeyTable.erase(connection, subject);
        SubjectRows.Cleared cleared = rows.clearCodes(connection, subject);
        Optional<ErasureRecord> last = ErasureTable.last(connection, subject);
        boolean isDone = erased == 0
                && cleared.total() == 0
                && last.filter(it -> it.action() == Action.ERASE && it.number() == newest)
                        .isPresent();
        ErasureRecord record = isDone
                ? last.orElseThrow()
                : erasures.append(connection, Action.ERASE, subject, newest, account, cleared.json());
        return new Erased(record, numbers);
    }

    /**
     * Gives a subject that was erased a new key, so that values can be written for it again. What was erased stays so.
     *
     * @param subject who
     * @param by who asked for it, as for {@link #erase}
     * @param reason why, as for {@link #erase}
     * @return the record, with the number of the new key
     * @throws IllegalStateException if the subject was not erased
     * @throws KeyRefusedException if there is no key to wrap the new one with
     * @throws FieldStoreException if the database refuses
     */
    public ErasureRecord reinstate(Subject subject, String by, String reason) {
        Account account = new Account(by, reason);
        try {
            return own.run(
                    "the subject could not be reinstated", connection -> reinstate(connection, subject, account));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("the newest key of the subject is none: it was tampered with", e);
        }
    }

    private ErasureRecord reinstate(Connection connection, Subject subject, Account account)
            throws SQLException, AEADBadTagException {
        SubjectKeyTable.locked(connection, subject);
        Optional<SubjectKeyRow> newest = SubjectKeyTable.newest(connection, subject);
        if (newest.isEmpty() || newest.get().key().isPresent()) {
            throw new IllegalStateException("the subject was not erased, or is reinstated already");
        }
        long number = newest.get().number() + 1;
        SubjectKeyTable.insert(connection, keys.newSubjectKey(subject, number, random));
        return erasures.append(connection, Action.REINSTATE, subject, number, account, "{}");
    }

    /**
     * {@return what was done to a subject, in its order}
     *
     * @param subject who
     */
    public List<ErasureRecord> records(Subject subject) {
        return inRecords(connection -> ErasureTable.of(connection, subject));
    }

    /**
     * {@return the records behind a position, in their order: all of them, page by page}
     *
     * @param position of the last one that is known, 0 for none
     * @param limit how many at most, 1 to 10,000
     */
    public List<ErasureRecord> recordsAfter(long position, int limit) {
        if (limit < 1 || limit > MAX_RECORDS) {
            throw new IllegalArgumentException("a page has 1 to 10000 records");
        }
        return inRecords(connection -> ErasureTable.after(connection, position, limit));
    }

    /** {@return whether the records are as they were written, as far as they tell themselves} */
    public ErasureCheck checkRecords() {
        return inRecords(erasures::check);
    }

    private <T> T inRecords(OwnTransaction.Work<T> reading) {
        try {
            return own.run("the records of erasures could not be read", reading);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("records have no tags", e);
        }
    }

    /**
     * What became of a subject.
     *
     * @param record that is kept of it
     * @param numbers of all its keys
     */
    private record Erased(ErasureRecord record, List<Long> numbers) {}
}
