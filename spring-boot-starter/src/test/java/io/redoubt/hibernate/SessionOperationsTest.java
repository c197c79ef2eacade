package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.field.TamperedFieldException;
import io.redoubt.hibernate.World.Crypto;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.hibernate.LockMode;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.cache.jcache.internal.JCacheAccessImpl;
import org.hibernate.cache.spi.support.DomainDataRegionTemplate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The operations of sessions, each with an encrypted attribute. */
@ParameterizedClass(name = "{0}")
@EnumSource(Database.class)
class SessionOperationsTest {

    @Parameter
    private Database database;

    private World world;
    private SessionFactory factory;

    @BeforeEach
    void start() {
        world = World.on(database);
        factory = world.start(
                Map.of("hibernate.jdbc.batch_size", 20, "hibernate.order_updates", true), Customer.class, Note.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void insertInBatches() {
        List<Customer> customers = persistMany(50);

        assertThat(world.crypto()).isEqualTo(new Crypto(50, 0));
        assertThat(customers).allSatisfy(it -> assertThat(email(id(it))).isEqualTo(it.email));
    }

    @Test
    void updateInBatches() {
        List<Customer> customers = persistMany(50);
        factory.inTransaction(session -> session.createSelectionQuery("from Customer", Customer.class)
                .list()
                .forEach(it -> it.email = "new-" + it.email));

        assertThat(customers).allSatisfy(it -> assertThat(email(id(it))).isEqualTo("new-" + it.email));
    }

    @Test
    void mergeWhatWasDetached() {
        Customer customer = persist("Ghent", "ada@example.com");
        customer.email = "countess@example.com";
        factory.inTransaction(session -> session.merge(customer));

        assertThat(email(id(customer))).isEqualTo("countess@example.com");
    }

    @Test
    void mergeWhatWasNotChangedWithoutWriting() {
        Customer customer = persist("Ghent", "ada@example.com");
        String before = stored(id(customer));
        Crypto done = world.crypto();
        factory.inTransaction(session -> session.merge(customer));

        assertThat(stored(id(customer))).isEqualTo(before);
        assertThat(world.crypto().since(done)).isEqualTo(new Crypto(0, 1));
    }

    @Test
    void mergeWhatIsNew() {
        Customer merged = factory.fromTransaction(session -> session.merge(new Customer("Ghent", "ada@example.com")));

        assertThat(email(id(merged))).isEqualTo("ada@example.com");
    }

    @Test
    void refresh() {
        Customer customer = persist("Ghent", "ada@example.com");
        factory.inTransaction(session -> {
            Customer loaded = session.find(Customer.class, customer.id);
            loaded.email = "forgotten@example.com";
            session.refresh(loaded);
            assertThat(loaded.email).isEqualTo("ada@example.com");
            Crypto done = world.crypto();
            session.flush();
            assertThat(world.crypto().since(done)).isEqualTo(new Crypto(0, 0));
        });
    }

    @Test
    void updateTwiceInOneSession() {
        Customer customer = persist("Ghent", "ada@example.com");
        factory.inTransaction(session -> {
            Customer loaded = session.find(Customer.class, customer.id);
            loaded.email = "first@example.com";
            session.flush();
            String first = session.createNativeQuery("select email from Customer where id = :id", String.class)
                    .setParameter("id", customer.id)
                    .getSingleResult();
            loaded.city = "Bruges";
            session.flush();
            assertThat(session.createNativeQuery("select email from Customer where id = :id", String.class)
                            .setParameter("id", customer.id)
                            .getSingleResult())
                    .isEqualTo(first);
        });

        assertThat(email(id(customer))).isEqualTo("first@example.com");
    }

    @Test
    void removeAndSetToNull() {
        Customer customer = persist("Ghent", "ada@example.com");
        factory.inTransaction(session -> session.find(Customer.class, customer.id).email = null);
        assertThat(world.look("select email from Customer")).isNull();

        factory.inTransaction(session -> session.remove(session.find(Customer.class, customer.id)));
        assertThat(world.look("select count(*) from Customer")).isEqualTo(0L);
    }

    @Test
    void openThroughAReference() {
        Note note = persistNote("secret");
        factory.inTransaction(session -> {
            Note reference = session.getReference(Note.class, note.id);
            Crypto done = world.crypto();
            assertThat(reference.text()).isEqualTo("secret");
            assertThat(world.crypto().since(done)).isEqualTo(new Crypto(0, 1));
        });
    }

    @Test
    void lock() {
        Customer customer = persist("Ghent", "ada@example.com");
        factory.inTransaction(session -> {
            Customer loaded = session.find(Customer.class, customer.id);
            session.lock(loaded, LockMode.PESSIMISTIC_WRITE);
            assertThat(loaded.email).isEqualTo("ada@example.com");
        });
    }

    @Test
    void insertGetUpdateAndUpsertWithoutState() {
        Note note = new Note("one");
        factory.inStatelessTransaction(session -> session.insert(note));
        assertThat(stateless(note.id).text).isEqualTo("one");

        note.text = "two";
        factory.inStatelessTransaction(session -> session.update(note));
        assertThat(stateless(note.id).text).isEqualTo("two");

        note.text = "three";
        factory.inStatelessTransaction(session -> session.upsert(note));
        assertThat(stateless(note.id).text).isEqualTo("three");

        Note fresh = new Note("four");
        factory.inStatelessTransaction(session -> session.upsert(fresh));
        assertThat(note(fresh.id)).isEqualTo("four");
    }

    @Test
    void openInQueriesWithoutState() {
        persistMany(3);
        factory.inStatelessTransaction(
                session -> assertThat(session.createSelectionQuery("from Customer order by id", Customer.class)
                                .list())
                        .extracting(it -> it.email)
                        .containsExactly("0@example.com", "1@example.com", "2@example.com"));
    }

    @Test
    void refuseWhatWasMovedWithoutState() {
        Note one = persistNote("one");
        Note two = persistNote("two");
        world.sql("update Note set text = (select text from Note where id = ?) where id = ?", one.id, two.id);

        assertThatThrownBy(() -> stateless(two.id)).isInstanceOf(TamperedFieldException.class);
    }

    @Test
    void showNothingInAProjection() {
        persist("Ghent", "ada@example.com");
        factory.inTransaction(session -> {
            Object selected = session.createSelectionQuery("select email from Customer", Object.class)
                    .getSingleResult();
            assertThat(selected).isInstanceOf(Sealed.class).hasToString("Sealed[****]");
            assertThat(Sealed.class.getMethods())
                    .filteredOn(method -> method.getDeclaringClass() == Sealed.class)
                    .extracting(method -> method.getName())
                    .containsExactly("toString");
        });
        assertThat(world.crypto().opened()).isZero();
    }

    @Test
    void updateOnlyWhatChangedWhereThatIsAsked() {
        Note note = persistNote("secret");
        String before = (String) world.look("select text from Note");
        factory.inTransaction(session -> session.find(Note.class, note.id).title = "new");
        assertThat(world.look("select text from Note")).isEqualTo(before);

        factory.inTransaction(session -> {
            Note loaded = session.find(Note.class, note.id);
            loaded.title = "newer";
            session.flush();
            loaded.text = "changed";
            session.flush();
            loaded.title = "newest";
        });
        assertThat(note(note.id)).isEqualTo("changed");
    }

    @Test
    void keepOnlyCiphertextInTheSecondLevelCache() {
        SessionFactory caching = world.start(
                Map.of(
                        "hibernate.cache.use_second_level_cache", true,
                        "hibernate.cache.region.factory_class", "jcache",
                        "hibernate.javax.cache.provider",
                                "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider",
                        "hibernate.javax.cache.missing_cache_strategy", "create",
                        "hibernate.generate_statistics", true),
                Cached.class);
        Cached cached = new Cached("secret");
        caching.inTransaction(session -> session.persist(cached));
        caching.inTransaction(session -> session.find(Cached.class, cached.id));
        world.sql("update Cached set other = 'changed behind the cache'");

        Cached hit = caching.fromTransaction(session -> session.find(Cached.class, cached.id));

        assertThat(hit.text).isEqualTo("secret");
        assertThat(hit.other).isNull();
        assertThat(caching.getStatistics().getSecondLevelCacheHitCount()).isPositive();
        assertThat(inCache(caching)).isNotEmpty().noneMatch(entry -> entry.contains("secret"));
    }

    /** {@return what a cache that keeps bytes would keep} */
    private static List<String> inCache(SessionFactory caching) {
        var region = ((SessionFactoryImplementor) caching).getCache().getRegion("cached");
        var access = (JCacheAccessImpl) ((DomainDataRegionTemplate) region).getCacheStorageAccess();
        return StreamSupport.stream(access.getUnderlyingCache().spliterator(), false)
                .map(entry -> serialized(entry.getValue()))
                .toList();
    }

    private static String serialized(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void workBesideOtherFactories() {
        Customer customer = persist("Ghent", "ada@example.com");
        try (World other = World.on(database)) {
            SessionFactory otherFactory = other.start(Customer.class);
            Customer theirs = new Customer("Paris", "eve@example.com");
            otherFactory.inTransaction(session -> session.persist(theirs));
            other.sql("update Customer set email = ?", stored(id(customer)));

            assertThatThrownBy(() -> otherFactory.inTransaction(session -> session.find(Customer.class, theirs.id)))
                    .isInstanceOf(TamperedFieldException.class);
        }
        assertThat(email(id(customer))).isEqualTo("ada@example.com");
    }

    private List<Customer> persistMany(int count) {
        List<Customer> customers = IntStream.range(0, count)
                .mapToObj(i -> new Customer("Ghent", i + "@example.com"))
                .toList();
        factory.inTransaction(session -> customers.forEach(session::persist));
        return customers;
    }

    private Customer persist(String city, String email) {
        Customer customer = new Customer(city, email);
        factory.inTransaction(session -> session.persist(customer));
        return customer;
    }

    private Note persistNote(String text) {
        Note note = new Note(text);
        factory.inTransaction(session -> session.persist(note));
        return note;
    }

    private Note stateless(UUID id) {
        return factory.fromStatelessTransaction(session -> session.get(Note.class, id));
    }

    private String note(UUID id) {
        return factory.fromTransaction(session -> session.find(Note.class, id)).text;
    }

    private static long id(Customer customer) {
        return Objects.requireNonNull(customer.id);
    }

    private String email(long id) {
        return factory.fromTransaction(session -> session.find(Customer.class, id)).email;
    }

    private String stored(long id) {
        return (String) world.look("select email from Customer where id = ?", id);
    }

    @Entity(name = "Note")
    @DynamicUpdate
    static class Note {

        @Id
        UUID id = UUID.randomUUID();

        @Nullable
        String title;

        @Encrypted
        @Nullable
        String text;

        protected Note() {}

        Note(String text) {
            this.text = text;
        }

        @Nullable
        String text() {
            return text;
        }
    }

    @Entity(name = "Cached")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "cached")
    static class Cached {

        @Id
        UUID id = UUID.randomUUID();

        @Encrypted
        @Nullable
        String text;

        @Nullable
        String other;

        protected Cached() {}

        Cached(String text) {
            this.text = text;
        }
    }
}
