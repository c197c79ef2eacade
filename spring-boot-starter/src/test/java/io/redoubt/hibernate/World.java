package io.redoubt.hibernate;

import com.zaxxer.hikari.HikariDataSource;
import io.redoubt.ServiceName;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldLock;
import io.redoubt.field.FieldUsage;
import io.redoubt.field.jdbc.SubjectKeyStore;
import io.redoubt.key.KeysetException;
import io.redoubt.key.ServiceKeyset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A service with keys, a database and entities. */
final class World implements AutoCloseable {

    private final DataSource database;
    private final ServiceKeyset keys;
    private final FieldCipher cipher;
    private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
    private final List<SessionFactory> factories = new ArrayList<>();
    private final List<SubjectKeyStore> stores = new ArrayList<>();
    private final List<HikariDataSource> pools = new ArrayList<>();

    private World(Database kind, String service) {
        this.database = kind.create();
        this.keys = keys(service);
        this.cipher = FieldCipher.of(keys, events::add);
    }

    static World on(Database kind) {
        return new World(kind, "orders");
    }

    private static ServiceKeyset keys(String service) {
        try {
            Path folder = Files.createTempDirectory("redoubt-fields");
            return ServiceKeyset.development(
                    folder.resolve("keys.json"), new ServiceName(service), new SecureRandom(), Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (KeysetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a session factory for these entities, whose tables are made} */
    SessionFactory start(Class<?>... entities) {
        return start(Map.of(), entities);
    }

    SessionFactory start(Map<String, Object> settings, Class<?>... entities) {
        return start(encryption -> encryption, settings, entities);
    }

    SessionFactory start(UnaryOperator<FieldEncryption> treatment, Map<String, Object> settings, Class<?>... entities) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("hibernate.connection.datasource", database);
        all.put("hibernate.hbm2ddl.auto", "update");
        all.put(FieldEncryption.SETTING, treatment.apply(FieldEncryption.of(keys, cipher)));
        all.putAll(settings);
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder(new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(entities[0].getClassLoader())
                        .build())
                .applySettings(all)
                .build();
        try {
            MetadataSources sources = new MetadataSources(registry);
            for (Class<?> entity : entities) {
                sources.addAnnotatedClass(entity);
            }
            SessionFactory factory = sources.buildMetadata().buildSessionFactory();
            factories.add(factory);
            return factory;
        } catch (RuntimeException e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }

    /** {@return the same, with subjects whose keys are in the same database, on connections of their own} */
    SessionFactory startWithSubjects(UnaryOperator<FieldEncryption> treatment, Class<?>... entities) {
        return startWithSubjects(treatment, Map.of(), entities);
    }

    SessionFactory startWithSubjects(
            UnaryOperator<FieldEncryption> treatment, Map<String, Object> settings, Class<?>... entities) {
        return startWithSubjects(database, treatment, settings, entities);
    }

    /** {@return one that has no connections beside those of its sessions} */
    SessionFactory startWithSubjectsOfSessionsAlone(Class<?>... entities) {
        return startWithSubjects(new NoConnections(), encryption -> encryption, Map.of(), entities);
    }

    private SessionFactory startWithSubjects(
            DataSource own,
            UnaryOperator<FieldEncryption> treatment,
            Map<String, Object> settings,
            Class<?>... entities) {
        makeSubjectTables();
        AtomicReference<FieldLock> lock = new AtomicReference<>(FieldLock.of(List.of()));
        SubjectKeyStore store = SubjectKeyStore.of(own, lock::get, keys, new SecureRandom(), System::nanoTime);
        SessionFactory started = start(encryption -> treatment.apply(encryption).with(store), settings, entities);
        lock.set(FieldLock.of(EncryptedFields.of(started)));
        stores.add(store);
        return started;
    }

    private void makeSubjectTables() {
        if (!stores.isEmpty()) {
            return;
        }
        try (InputStream file = SubjectKeyStore.class.getResourceAsStream("postgresql.sql")) {
            sql(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the keys of the first session factory that has some} */
    SubjectKeyStore subjects() {
        return stores.get(0);
    }

    DataSource poolOfOne() {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(1);
        pools.add(pool);
        return pool;
    }

    static void inTransaction(SessionFactory factory, Consumer<Session> work) {
        factory.inTransaction(work);
    }

    static <T> T fromTransaction(SessionFactory factory, Function<Session, T> work) {
        return factory.fromTransaction(work);
    }

    static void stateless(SessionFactory factory, Consumer<StatelessSession> work) {
        factory.inStatelessTransaction(work);
    }

    /** Does what somebody with access to the database can do. */
    int sql(String statement, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return what stands in the first column of the only row} */
    Object look(String query, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = prepared.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no row");
                }
                Object value = rows.getObject(1);
                return value instanceof Clob ? rows.getString(1) : value instanceof Blob ? rows.getBytes(1) : value;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    FieldCipher cipher() {
        return cipher;
    }

    List<SecurityEvent> events() {
        return events;
    }

    /** {@return how many values were sealed and opened so far} */
    Crypto crypto() {
        List<FieldUsage> usage = cipher.usage();
        return new Crypto(
                usage.stream().mapToLong(FieldUsage::sealed).sum(),
                usage.stream().mapToLong(FieldUsage::opened).sum());
    }

    @Override
    public void close() {
        factories.forEach(SessionFactory::close);
        pools.forEach(HikariDataSource::close);
        keys.close();
    }

    /** A database that lets nobody in. */
    private static final class NoConnections extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("no second connection", "08001");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    /** What was done with the keys. */
    record Crypto(long sealed, long opened) {

        Crypto since(Crypto before) {
            return new Crypto(sealed - before.sealed, opened - before.opened);
        }
    }
}
