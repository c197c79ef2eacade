package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.LockedField;
import io.redoubt.field.Migration;
import io.redoubt.field.TamperedFieldException;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.KeyState;
import io.redoubt.key.ServiceKeyset;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.TenantId;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows are found by values that the database never sees. */
@ParameterizedClass(name = "{0}")
@EnumSource(Database.class)
class SearchTest {

    private static final Map<Integer, KeyState> ONE = Map.of(1, KeyState.PRIMARY);
    private static final Map<Integer, KeyState> BOTH = Map.of(1, KeyState.DECRYPT_ONLY, 2, KeyState.PRIMARY);

    @Parameter
    private Database database;

    private World world;
    private final List<SecurityEvent> events = new ArrayList<>();
    private final List<ServiceKeyset> opened = new ArrayList<>();

    @BeforeEach
    void start() {
        world = World.on(database);
    }

    @AfterEach
    void stop() {
        world.close();
        opened.forEach(ServiceKeyset::close);
    }

    private SessionFactory factory(Map<Integer, KeyState> epochs, Class<?>... entities) {
        return factory("orders", epochs, entities);
    }

    private SessionFactory factory(String service, Map<Integer, KeyState> epochs, Class<?>... entities) {
        return world.start(encryption -> encryption(service, epochs), Map.of(), entities);
    }

    private FieldEncryption encryption(String service, Map<Integer, KeyState> epochs) {
        ServiceKeyset keys = TestKeys.of(service, epochs);
        opened.add(keys);
        return FieldEncryption.of(keys, FieldCipher.of(keys, events::add));
    }

    @Test
    void findsTheRowsThatHaveTheValue() {
        SessionFactory factory = factory(ONE, Contact.class);
        factory.inTransaction(session -> {
            session.persist(new Contact(1, "Ada.Lovelace@Example.com"));
            session.persist(new Contact(2, "eve@example.com"));
            session.persist(new Contact(3, null));
        });

        assertThat(found(factory, "ADA.LOVELACE@example.COM")).containsExactly(1L);
        assertThat(found(factory, "eve@example.com")).containsExactly(2L);
        assertThat(found(factory, "bob@example.com")).isEmpty();
        assertThat((byte[]) world.look("select email_bidx from Contact where id = 1"))
                .hasSize(18);
        assertThat(world.look("select email_bidx from Contact where id = 3")).isNull();
        factory.inTransaction(session -> assertThat(FieldQueries.eq(Contact.class, "email", "eve@example.com")
                        .list(session, (root, query, builder) -> builder.equal(root.get("city"), "Ghent")))
                .isEmpty());
    }

    @Test
    void findsThemWithinAQueryOfTheApplication() {
        SessionFactory factory = factory(ONE, Contact.class);
        factory.inTransaction(session -> session.persist(new Contact(1, "ada@example.com")));

        factory.inTransaction(session -> {
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaQuery<Long> query = builder.createQuery(Long.class);
            Root<Contact> root = query.from(Contact.class);
            query.select(builder.count(root))
                    .where(builder.or(
                            FieldQueries.eq(Contact.class, "email", "ada@example.com")
                                    .toPredicate(root, query, builder),
                            builder.equal(root.get("city"), "Bruges")));
            assertThat(session.createQuery(query).getSingleResult()).isOne();
        });
    }

    @Test
    void goesWithItsValue() {
        SessionFactory factory = factory(ONE, Contact.class);
        factory.inTransaction(session -> session.persist(new Contact(1, "ada@example.com")));
        byte[] code = code();

        factory.inTransaction(session -> session.find(Contact.class, 1L).city = "Bruges");
        assertThat(code()).isEqualTo(code);
        factory.inTransaction(session -> session.find(Contact.class, 1L).email = "eve@example.com");
        assertThat(found(factory, "eve@example.com")).containsExactly(1L);
        assertThat(found(factory, "ada@example.com")).isEmpty();
        factory.inTransaction(session -> session.merge(new Contact(1, "bob@example.com")));
        assertThat(found(factory, "bob@example.com")).containsExactly(1L);
        factory.inStatelessTransaction(session -> session.upsert(new Contact(1, "dan@example.com")));
        assertThat(found(factory, "dan@example.com")).containsExactly(1L);
        factory.inStatelessTransaction(session -> session.insert(new Contact(2, "dan@example.com")));
        assertThat(found(factory, "dan@example.com")).containsExactly(1L, 2L);
        factory.inStatelessTransaction(session -> session.delete(new Contact(2, "dan@example.com")));
        factory.inTransaction(session -> session.find(Contact.class, 1L).email = null);
        assertThat(world.look("select email_bidx from Contact where id = 1")).isNull();
    }

    @Test
    void isNotWrittenByAFlushOfWhatIsClean() {
        SessionFactory factory = world.start(
                encryption -> encryption("orders", ONE), Map.of("hibernate.generate_statistics", true), Contact.class);
        factory.inTransaction(session -> session.persist(new Contact(1, "ada@example.com")));
        world.sql("update Contact set email_bidx = null");
        factory.getStatistics().clear();

        factory.inTransaction(session -> session.find(Contact.class, 1L));

        assertThat(factory.getStatistics().getEntityUpdateCount()).isZero();
    }

    @Test
    void isWrittenWhileTheColumnIsStillPlaintext() {
        SessionFactory factory = world.start(
                encryption -> encryption("orders", ONE)
                        .with(new FieldName("contact", "email"), new FieldSettings(Migration.OFF, OnTamper.THROW)),
                Map.of(),
                Contact.class);
        factory.inTransaction(session -> session.persist(new Contact(1, "ada@example.com")));

        assertThat(world.look("select email from Contact")).isEqualTo("ada@example.com");
        assertThat(found(factory, "ada@example.com")).containsExactly(1L);
    }

    @Test
    void refusesARowWithTheCodeOfAnother() {
        SessionFactory factory = factory(ONE, Contact.class);
        factory.inTransaction(session -> {
            session.persist(new Contact(1, "ada@example.com"));
            session.persist(new Contact(2, "eve@example.com"));
        });
        world.sql("update Contact set email_bidx = (select email_bidx from Contact where id = 1) where id = 2");

        assertThatThrownBy(() -> found(factory, "ada@example.com"))
                .isInstanceOf(TamperedFieldException.class)
                .hasMessageContaining("contact.email");
        assertThat(events).hasSize(1);
    }

    @Test
    void doesNotReadARowWithTheCodeOfAnotherIfItIsToBeNullThen() {
        SessionFactory factory = world.start(
                encryption -> encryption("orders", ONE)
                        .with(
                                new FieldName("contact", "email"),
                                new FieldSettings(Migration.ENCRYPTED_ONLY, OnTamper.AS_NULL)),
                Map.of(),
                Contact.class);
        factory.inTransaction(session -> {
            session.persist(new Contact(1, "ada@example.com"));
            session.persist(new Contact(2, "eve@example.com"));
        });
        world.sql("update Contact set email_bidx = (select email_bidx from Contact where id = 1) where id = 2");
        Object before = world.look("select email from Contact where id = 2");

        assertThat(found(factory, "ada@example.com")).containsExactly(1L);
        factory.inTransaction(session -> session.find(Contact.class, 2L).city = "Bruges");
        assertThat(world.look("select email from Contact where id = 2")).isEqualTo(before);
        assertThat(events).isNotEmpty();
    }

    @Test
    void findsNothingOfAnotherService() {
        factory(ONE, Contact.class).inTransaction(session -> session.persist(new Contact(1, "ada@example.com")));

        assertThat(found(factory("billing", ONE, Contact.class), "ada@example.com"))
                .isEmpty();
    }

    @Test
    void looksAtEachHitWhereDifferentValuesShareCodes() {
        SessionFactory factory = factory(ONE, Vague.class);
        factory.inTransaction(session -> {
            for (long id = 0; id < 600; id++) {
                session.persist(new Vague(id, "person" + id + "@example.com"));
            }
        });
        assertThat((Long) world.look("select max(n) from (select count(*) n from Vague group by email_bidx) t"))
                .isGreaterThan(1L);

        factory.inTransaction(session -> {
            for (long id = 0; id < 20; id++) {
                assertThat(FieldQueries.eq(Vague.class, "email", "person" + id + "@example.com")
                                .list(session))
                        .extracting(hit -> hit.id)
                        .containsExactly(id);
            }
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaQuery<Vague> query = builder.createQuery(Vague.class);
            Root<Vague> root = query.from(Vague.class);
            assertThatThrownBy(() -> FieldQueries.eq(Vague.class, "email", "x").toPredicate(root, query, builder))
                    .isInstanceOf(EncryptedQueryException.class)
                    .hasMessageContaining("call FieldQuery.list(entityManager)");
        });
    }

    @Test
    void rotatesWhileRowsAreFound() {
        factory(ONE, Contact.class).inTransaction(session -> session.persist(new Contact(1, "ada@example.com")));
        byte[] old = code();
        SessionFactory rotating = factory(BOTH, Contact.class);
        rotating.inTransaction(session -> {
            session.persist(new Contact(2, "ada@example.com"));
            session.find(Contact.class, 1L).city = "Bruges";
        });

        assertThat(found(rotating, "ada@example.com")).containsExactlyInAnyOrder(1L, 2L);
        assertThat(code()).isEqualTo(old).startsWith(0, 1);
        rotating.inTransaction(session -> session.find(Contact.class, 1L).email = "eve@example.com");
        assertThat(code()).startsWith(0, 2);
        SessionFactory rotated = factory(Map.of(2, KeyState.PRIMARY), Contact.class);
        assertThat(found(rotated, "eve@example.com")).containsExactly(1L);
    }

    @Test
    void refusesAUniqueColumnOfTwoEpochs() {
        assertThatThrownBy(() -> factory(BOTH, Account.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("@Searchable(index = \"eq\") on Account.email")
                .hasMessageContaining("add a second column");
        assertThatThrownBy(() -> factory(Map.of(2, KeyState.PRIMARY), PinnedAccount.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("of which there is no live key");
    }

    @Test
    void refusesWhatIsThereAlready() {
        SessionFactory factory = factory(ONE, Account.class);
        factory.inTransaction(session -> session.persist(new Account(1, "ada@example.com")));

        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Account(2, "ADA@example.com"))))
                .isInstanceOf(ConstraintViolationException.class);
        factory.inTransaction(session -> {
            session.persist(new Account(3, null));
            session.persist(new Account(4, null));
        });
    }

    /** One instance has only the old column, one has both, one has changed their places. */
    @Test
    void staysUniqueDuringARotation() throws Exception {
        SessionFactory during = factory(BOTH, RotatingAccount.class);
        Map<String, Object> asItIs = Map.of("hibernate.hbm2ddl.auto", "validate");
        SessionFactory before = world.start(encryption -> encryption("orders", ONE), asItIs, Account.class);
        SessionFactory after = world.start(encryption -> encryption("orders", BOTH), asItIs, SwitchedAccount.class);
        before.inTransaction(session -> session.persist(new Account(1, "old@example.com")));
        during.inTransaction(session -> session.persist(new RotatingAccount(2, "ada@example.com")));

        assertThat((byte[]) world.look("select email_bidx from Account where id = 2"))
                .startsWith(0, 1);
        assertThat((byte[]) world.look("select email_bidx2 from Account where id = 2"))
                .startsWith(0, 2);
        assertThat(accounts(during, RotatingAccount.class, "old@example.com")).hasSize(1);
        assertThat(accounts(during, RotatingAccount.class, "ada@example.com")).hasSize(1);
        assertThat(accounts(after, SwitchedAccount.class, "ada@example.com")).hasSize(1);
        int losers = 0;
        for (int round = 0; round < 5; round++) {
            String email = "race" + round + "@example.com";
            long id = 100 + 10L * round;
            losers += race(
                    () -> before.inTransaction(session -> session.persist(new Account(id, email))),
                    () -> during.inTransaction(session -> session.persist(new RotatingAccount(id + 1, email))),
                    () -> after.inTransaction(session -> session.persist(new SwitchedAccount(id + 2, email))));
            assertThat(accounts(during, RotatingAccount.class, email)).hasSize(1);
        }
        assertThat(losers).isEqualTo(10);
    }

    @Test
    void findsOnlyWhatIsOfTheTenant() {
        SessionFactory factory = factory(ONE, Shared.class);
        for (String tenant : List.of("north", "south")) {
            try (var session =
                    factory.withOptions().tenantIdentifier((Object) tenant).openSession()) {
                session.beginTransaction();
                session.persist(new Shared(tenant.length() + tenant.charAt(0), "ada@example.com"));
                session.getTransaction().commit();
            }
        }

        assertThat(world.look("select count(distinct email_bidx) from Shared")).isEqualTo(2L);
        try (var session =
                factory.withOptions().tenantIdentifier((Object) "north").openSession()) {
            assertThat(FieldQueries.eq(Shared.class, "email", "ada@example.com").list(session))
                    .extracting(hit -> hit.tenant)
                    .containsExactly("north");
            assertThat(FieldQueries.eq(Shared.class, "email", "ada@example.com")
                            .ofTenant("south")
                            .list(session))
                    .isEmpty();
        }
    }

    @Test
    void refusesIndexesThatCannotBeKept() {
        refuses(NotEncrypted.class, "is on no @Encrypted");
        refuses(SharedColumn.class, "has the column of something else");
        refuses(TruncatedUnique.class, "is unique, with codes that different values share");
        refuses(NoNormaliser.class, "no such normaliser");
    }

    private void refuses(Class<?> entity, String problem) {
        assertThatThrownBy(() -> factory(ONE, Contact.class, entity))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void standInTheLockFile() {
        assertThat(EncryptedFields.of(factory(BOTH, RotatingAccount.class)))
                .singleElement()
                .satisfies(field -> assertThat(field.indexes())
                        .containsExactlyInAnyOrder(
                                new LockedField.Index(
                                        new IndexName(field.name(), "eq", "email-1", 128),
                                        "email_bidx",
                                        true,
                                        OptionalInt.of(1)),
                                new LockedField.Index(
                                        new IndexName(field.name(), "eq-2", "email-1", 128),
                                        "email_bidx2",
                                        true,
                                        OptionalInt.of(2))));
    }

    @Test
    void refusesSearchesThatCannotBe() {
        SessionFactory factory = factory(ONE, Contact.class);
        factory.inTransaction(session -> {
            assertThatThrownBy(() ->
                            FieldQueries.eq(Contact.class, "city", "Ghent").list(session))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Contact.city has no such index; annotate the attribute with @Searchable");
            assertThatThrownBy(() -> FieldQueries.eq(Contact.class, "email", 5).list(session))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> FieldQueries.eq(Contact.class, "email", "no address")
                            .list(session))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("contact.email: the value cannot be looked up by email-1");
        });
    }

    /** {@return how many were refused} */
    private static int race(Runnable... racers) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(racers.length);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (Runnable racer : racers) {
            running.add(threads.submit(() -> {
                start.await();
                racer.run();
                return null;
            }));
        }
        start.countDown();
        int refused = 0;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(ConstraintViolationException.class);
                refused++;
            }
        }
        threads.shutdown();
        return refused;
    }

    private static <E> List<E> accounts(SessionFactory factory, Class<E> entity, String email) {
        return factory.fromTransaction(
                session -> FieldQueries.eq(entity, "email", email).list(session));
    }

    private static List<Long> found(SessionFactory factory, String email) {
        return factory.fromTransaction(session -> FieldQueries.eq(Contact.class, "email", email).list(session).stream()
                .map(hit -> hit.id)
                .toList());
    }

    private byte[] code() {
        return (byte[]) world.look("select email_bidx from Contact where id = 1");
    }

    @Entity(name = "Contact")
    @DynamicUpdate
    static class Contact {
        @Id
        long id;

        @Nullable
        String city;

        @Encrypted
        @Searchable(normaliser = "email-1")
        @Nullable
        String email;

        protected Contact() {}

        Contact(long id, @Nullable String email) {
            this.id = id;
            this.email = email;
        }
    }

    @Entity(name = "Vague")
    static class Vague {
        @Id
        long id;

        @Encrypted
        @Searchable(bits = 8)
        @Nullable
        String email;

        protected Vague() {}

        Vague(long id, String email) {
            this.id = id;
            this.email = email;
        }
    }

    @Entity(name = "Account")
    static class Account {
        @Id
        long id;

        @Encrypted
        @Searchable(normaliser = "email-1", unique = true)
        @Nullable
        String email;

        protected Account() {}

        Account(long id, @Nullable String email) {
            this.id = id;
            this.email = email;
        }
    }

    @Entity(name = "Account")
    static class PinnedAccount {
        @Id
        long id;

        @Encrypted
        @Searchable(normaliser = "email-1", unique = true, epoch = 1)
        @Nullable
        String email;
    }

    @Entity(name = "Account")
    static class RotatingAccount {
        @Id
        long id;

        @Encrypted
        @Searchable(normaliser = "email-1", unique = true, epoch = 1)
        @Searchable(index = "eq-2", normaliser = "email-1", unique = true, epoch = 2, column = "email_bidx2")
        @Nullable
        String email;

        protected RotatingAccount() {}

        RotatingAccount(long id, String email) {
            this.id = id;
            this.email = email;
        }
    }

    @Entity(name = "Account")
    static class SwitchedAccount {
        @Id
        long id;

        @Encrypted
        @Searchable(index = "eq-2", normaliser = "email-1", unique = true, epoch = 2, column = "email_bidx2")
        @Searchable(normaliser = "email-1", unique = true, epoch = 1)
        @Nullable
        String email;

        protected SwitchedAccount() {}

        SwitchedAccount(long id, String email) {
            this.id = id;
            this.email = email;
        }
    }

    @Entity(name = "Shared")
    static class Shared {
        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        @Encrypted
        @Searchable
        @Nullable
        String email;

        protected Shared() {}

        Shared(long id, String email) {
            this.id = id;
            this.email = email;
        }
    }

    @Entity(name = "NotEncrypted")
    static class NotEncrypted {
        @Id
        long id;

        @Searchable
        @Nullable
        String email;
    }

    @Entity(name = "SharedColumn")
    static class SharedColumn {
        @Id
        long id;

        @Nullable
        String email_bidx;

        @Encrypted
        @Searchable
        @Nullable
        String email;
    }

    @Entity(name = "TruncatedUnique")
    static class TruncatedUnique {
        @Id
        long id;

        @Encrypted
        @Searchable(bits = 64, unique = true)
        @Nullable
        String email;
    }

    @Entity(name = "NoNormaliser")
    static class NoNormaliser {
        @Id
        long id;

        @Encrypted
        @Searchable(normaliser = "fold-9")
        @Nullable
        String email;
    }
}
