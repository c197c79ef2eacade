package io.redoubt.field.jdbc;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.field.BlindIndex;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldLock;
import io.redoubt.field.FieldType;
import io.redoubt.field.LockedField;
import io.redoubt.field.LockedField.KeyColumn;
import io.redoubt.field.Migration;
import io.redoubt.field.RowId;
import io.redoubt.field.SubjectKeys;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Subject;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** A service that keeps addresses of people, by JDBC: each process of it has a store, and all have one database. */
final class Customers {

    static final FieldName EMAIL = new FieldName("customer", "email");
    static final IndexName EQ = new IndexName(EMAIL, "eq", "email-1", 128);
    static final Subject ADA = subject("ada");
    static final Subject BOB = subject("bob");
    static final FieldLock LOCK = FieldLock.of(List.of(new LockedField(
            EMAIL,
            Purpose.FIELD,
            "text",
            1,
            Migration.ENCRYPTED_ONLY,
            "customer",
            "email",
            LockedField.Form.TEXT,
            List.of(new KeyColumn("id", RowId.Kind.NUMBER)),
            List.of(new KeyColumn("id", RowId.Kind.NUMBER)),
            Optional.empty(),
            Optional.of(new KeyColumn("person", RowId.Kind.TEXT)),
            List.of(new LockedField.Index(EQ, "email_bidx", false, OptionalInt.empty())))));

    final DataSource database;
    final SubjectKeyStore store;
    final AtomicLong nanoTime = new AtomicLong(17);
    final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
    private final FieldCipher cipher;
    private final BlindIndex<String> index;

    private Customers(DataSource database, ServiceKeyset keys, FieldLock lock) {
        this.database = database;
        this.store = SubjectKeyStore.of(database, () -> lock, keys, new SecureRandom(), nanoTime::get);
        this.cipher = FieldCipher.of(keys, events::add);
        this.index = BlindIndex.of(keys, EQ, FieldType.TEXT);
    }

    static Subject subject(String id) {
        return new Subject(Optional.empty(), id);
    }

    /** The first process, and its tables. */
    static Customers on(Database kind) {
        DataSource database = kind.create();
        String bytes = kind == Database.H2 ? "varbinary(18)" : "bytea";
        Database.execute(
                database,
                "create table customer (id bigint primary key, person varchar(255), email text, email_bidx " + bytes
                        + "); create index customer_person on customer (person)");
        return process(database);
    }

    static Customers process(DataSource database) {
        return process(database, keys());
    }

    static Customers process(DataSource database, ServiceKeyset keys) {
        return new Customers(database, keys, LOCK);
    }

    /** Another process with the same keys. */
    Customers other() {
        return process(database);
    }

    static ServiceKeyset keys() {
        return TestKeysets.empty()
                .suite(Suite.A256GCM)
                .epoch(1, KeyState.PRIMARY)
                .open();
    }

    /** Writes a row in a transaction of its own. */
    void save(long id, Subject person, String email) {
        inTransaction(connection -> {
            save(connection, id, person, email);
            return true;
        });
    }

    void save(Connection connection, long id, Subject person, String email) throws SQLException {
        SubjectKeys keys = store.within(connection);
        String sealed = cipher.with(keys).sealText(place(id, person), FieldType.TEXT, email);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into customer (id, person, email, email_bidx) values (?, ?, ?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, person.id());
            insert.setString(3, sealed);
            insert.setBytes(4, index.code(Optional.empty(), email));
            insert.executeUpdate();
        }
    }

    /** Reads as the service does: in a transaction, through its connection. */
    String email(long id, Subject person) {
        return inTransaction(connection -> {
            String stored = (String) select(connection, "select email from customer where id = " + id)
                    .get(0);
            return open(store.within(connection), id, person, stored);
        });
    }

    String open(SubjectKeys keys, long id, Subject person, String stored) {
        return cipher.with(keys).openText(place(id, person), FieldType.TEXT, stored);
    }

    String seal(SubjectKeys keys, long id, Subject person, String email) {
        return cipher.with(keys).sealText(place(id, person), FieldType.TEXT, email);
    }

    static FieldContext place(long id, Subject person) {
        return FieldContext.of(EMAIL).withRow(RowId.of(id)).withSubject(person.id());
    }

    /** {@return the ids of the rows that are found by a value} */
    List<Object> find(String email) {
        return inTransaction(connection -> {
            List<Object> found = new ArrayList<>();
            for (byte[] code : index.candidates(Optional.empty(), email)) {
                try (PreparedStatement select =
                        connection.prepareStatement("select id from customer where email_bidx = ?")) {
                    select.setBytes(1, code);
                    found.addAll(column(select.executeQuery()));
                }
            }
            return found;
        });
    }

    /** {@return the first column} */
    List<Object> select(String query) {
        return inTransaction(connection -> select(connection, query));
    }

    private static List<Object> select(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            return column(select.executeQuery());
        }
    }

    private static List<Object> column(ResultSet rows) throws SQLException {
        List<Object> values = new ArrayList<>();
        while (rows.next()) {
            values.add(rows.getObject(1));
        }
        return values;
    }

    void execute(String sql) {
        Database.execute(database, sql);
    }

    <T> T inTransaction(Work<T> work) {
        return inTransaction(Connection.TRANSACTION_READ_COMMITTED, work);
    }

    <T> T inTransaction(int isolation, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
