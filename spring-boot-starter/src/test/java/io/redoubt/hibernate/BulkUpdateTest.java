package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Version;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.query.criteria.JpaCriteriaUpdate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bulk update of what values are bound to left every one of them unreadable. */
class BulkUpdateTest {

    private static World world;
    private static SessionFactory factory;

    @BeforeAll
    static void start() {
        world = World.on(Database.H2);
        factory = world.start(
                Map.of("hibernate.tenant_identifier_resolver", new North()),
                Bulk.class,
                Keyed.class,
                Owned.class,
                Ver.class,
                Base.class,
                Derived.class);
        factory.inTransaction(session -> {
            session.persist(new Bulk());
            session.persist(new Ver());
        });
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        update Bulk set owner = 'x'                                               | Bulk.owner
        update Bulk b set b.city = 'y', b.owner = null where b.id = 1             | Bulk.owner
        update Bulk set id = 2                                                    | Bulk.id
        insert into Bulk (id, city) values (1, 'x') on conflict(id) do update set owner = 'x' | Bulk.owner
        update Keyed set rowKey = null                                            | Keyed.rowKey
        update Keyed set customer = 'x'                                           | Keyed.customer
        update Owned set tenant = 'south'                                         | Owned.tenant
        update Ver set version = 7                                                | Ver.version
        update versioned Ver set city = 'x'                                       | Ver.version
        update Base set owner = 'x'                                               | Base.owner
        update versioned Base set city = 'x'                                      | Base.version
        """)
    void refusesHql(String hql, String attribute) {
        factory.inSession(session -> refuses(() -> session.createMutationQuery(hql), attribute));
    }

    @Test
    void refusesCriteria() {
        criteria(Bulk.class, update -> update.set("owner", "x"), "Bulk.owner");
        criteria(Bulk.class, update -> update.set("id", 2L), "Bulk.id");
        criteria(Keyed.class, update -> update.set("customer", "x"), "Keyed.customer");
        criteria(Owned.class, update -> update.set("tenant", "south"), "Owned.tenant");
        criteria(Base.class, update -> update.set("owner", "x"), "Base.owner");
        criteria(Ver.class, update -> ((JpaCriteriaUpdate<Ver>) update.set("city", "x")).versioned(), "Ver.version");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        update Bulk set city = 'Ghent'
        update versioned Bulk set city = 'Bruges'
        update Ver set city = 'Ghent'
        update Base set city = 'Ghent'
        """)
    void leavesOtherUpdatesAlone(String hql) {
        factory.inTransaction(session -> session.createMutationQuery(hql).executeUpdate());

        factory.inTransaction(session -> {
            assertThat(session.find(Bulk.class, 1L).secret).isEqualTo("secret");
            assertThat(session.find(Ver.class, 1L).secret).isEqualTo("secret");
        });
    }

    private static <T> void criteria(Class<T> entity, Consumer<CriteriaUpdate<T>> change, String attribute) {
        factory.inTransaction(session -> {
            CriteriaUpdate<T> update = session.getCriteriaBuilder().createCriteriaUpdate(entity);
            update.from(entity);
            change.accept(update);
            refuses(() -> session.createMutationQuery(update).executeUpdate(), attribute);
        });
    }

    private static void refuses(ThrowingCallable call, String attribute) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown instanceof IllegalArgumentException ? thrown.getCause() : thrown)
                .isInstanceOfSatisfying(
                        EncryptedQueryException.class,
                        e -> assertThat(e.attribute()).isEqualTo(attribute))
                .hasMessageStartingWith(attribute + " is what values of secret are bound to")
                .hasMessageContaining("load the entities and change them");
    }

    @Entity(name = "Bulk")
    static class Bulk {
        @Id
        long id = 1;

        @Nullable
        String city;

        @Nullable
        String owner = "ada";

        @Version
        int version;

        @Encrypted(bind = "owner")
        @Nullable
        String secret = "secret";
    }

    @Entity(name = "Keyed")
    static class Keyed {
        @Id
        long id;

        @Column(unique = true, updatable = false)
        @Nullable
        UUID rowKey;

        @Column(updatable = false)
        @Nullable
        String customer;

        @Encrypted(rowKey = "rowKey", tenant = "customer")
        @Nullable
        String secret;
    }

    @Entity(name = "Owned")
    static class Owned {
        @Id
        long id;

        @TenantId
        @Nullable
        String tenant;

        @Encrypted
        @Nullable
        String secret;
    }

    @Entity(name = "Ver")
    static class Ver {
        @Id
        long id = 1;

        @Nullable
        String city;

        @Version
        int version;

        @Encrypted(bind = "version")
        @Nullable
        String secret = "secret";
    }

    @Entity(name = "Base")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Base {
        @Id
        long id;

        @Nullable
        String city;

        @Nullable
        String owner;

        @Version
        int version;
    }

    @Entity(name = "Derived")
    static class Derived extends Base {
        @Encrypted(bind = {"owner", "version"})
        @Nullable
        String secret;
    }

    private static final class North implements CurrentTenantIdentifierResolver<String> {
        @Override
        public String resolveCurrentTenantIdentifier() {
            return "north";
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }
}
