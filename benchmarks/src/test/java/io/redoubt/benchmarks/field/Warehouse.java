package io.redoubt.benchmarks.field;

import io.redoubt.benchmarks.field.Customers.Customer;
import io.redoubt.benchmarks.key.KeysetOnDisk;
import io.redoubt.field.FieldCipher;
import io.redoubt.hibernate.FieldEncryption;
import io.redoubt.key.KeysetException;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;

/** Customers in PostgreSQL on this machine, which forgets rather than waits for the disk, through Hibernate. */
final class Warehouse implements AutoCloseable {

    private static final int BATCH = 50;

    private final Mapping mapping;
    private final ServiceKeyset keys;
    private final SessionFactory sessions;
    private long next;

    private Warehouse(Mapping mapping, ServiceKeyset keys, SessionFactory sessions) {
        this.mapping = mapping;
        this.keys = keys;
        this.sessions = sessions;
    }

    /** {@return a server that has time to start} */
    static EmbeddedPostgres server() throws IOException {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    /** {@return an empty table; the server stays the caller's} */
    static Warehouse open(Mapping mapping, EmbeddedPostgres server) throws IOException, KeysetException {
        System.setProperty("org.jboss.logging.provider", "slf4j");
        ServiceKeyset keys = KeysetOnDisk.sealingWith(Suite.A256GCM);
        return new Warehouse(mapping, keys, sessions(mapping, keys, server));
    }

    private static SessionFactory sessions(Mapping mapping, ServiceKeyset keys, EmbeddedPostgres server) {
        return new HibernatePersistenceConfiguration("benchmark")
                .managedClass(mapping.entity())
                .jdbcUrl(server.getJdbcUrl("postgres", "postgres"))
                .jdbcPoolSize(1)
                .property("hibernate.jdbc.batch_size", BATCH)
                .schemaToolingAction(Action.CREATE)
                .property(FieldEncryption.SETTING, FieldEncryption.of(keys, FieldCipher.of(keys, event -> {})))
                .createEntityManagerFactory();
    }

    /** Saves so many new customers, in one transaction. */
    void write(int count) {
        sessions.inTransaction(session -> {
            for (int i = 0; i < count; i++) {
                session.persist(mapping.create(next++));
            }
        });
    }

    /** {@return how long all attributes of all customers are together} */
    int read() {
        return sessions.fromTransaction(session -> session.createSelectionQuery(
                        "from " + mapping.entity().getSimpleName(), Customer.class)
                .getResultStream()
                .mapToInt(Customer::read)
                .sum());
    }

    /** {@return what stands in the column of the first attribute} */
    String look() {
        return sessions.fromTransaction(session -> session.createNativeQuery(
                        "select name from " + mapping.entity().getSimpleName() + " limit 1", String.class)
                .getSingleResult());
    }

    void empty() {
        sessions.inTransaction(session -> session.createNativeMutationQuery(
                        "truncate table " + mapping.entity().getSimpleName())
                .executeUpdate());
    }

    @Override
    public void close() {
        sessions.close();
        keys.close();
    }
}
