package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redoubt.ConfigurationException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.query.Order;
import org.hibernate.query.SemanticException;
import org.hibernate.query.hql.HqlTranslator;
import org.hibernate.query.specification.SelectionSpecification;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A query that would have the database look into ciphertext fails and never finds nothing. */
class QueryGuardTest {

    private static World world;
    private static SessionFactory factory;

    @BeforeAll
    static void start() {
        world = World.on(Database.H2);
        factory = world.start(Member.class, Badge.class, GoldBadge.class);
        factory.inTransaction(session -> session.persist(new Member("Ghent", "ada@example.com")));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        from Member m where m.email = :x                                                  | Member.email
        from Member m where m.email <> 'ada@example.com'                                  | Member.email
        from Member m where m.email > :x                                                  | Member.email
        from Member m where m.email between :x and :y                                     | Member.email
        from Member m where m.email in (:x)                                               | Member.email
        from Member m where m.email in (select b.name from Badge b)                       | Member.email
        from Member m where :x in (m.email)                                               | Member.email
        from Member m where m.email like 'ada%'                                           | Member.email
        from Member m where lower(m.email) like 'ada%'                                    | Member.email
        from Member m where m.city = 'Ghent' and not (m.email is not null and m.email = '')| Member.email
        from Member m where coalesce(m.email, '') = ''                                    | Member.email
        from Member m where case when m.email = 'x' then true else false end              | Member.email
        from Member m order by m.email                                                    | Member.email
        from Member m order by m.city, upper(m.email) desc                                | Member.email
        select m.email as e from Member m order by e                                      | Member.email
        select m.city, m.email from Member m order by 2                                   | Member.email
        select m.city from Member m group by m.city, m.email                              | Member.email
        select m.email as e, count(*) from Member m group by e                            | Member.email
        select m.city from Member m group by m.city having max(m.email) is not null       | Member.email
        select distinct m.email from Member m                                             | Member.email
        select count(m.email) from Member m                                               | Member.email
        select count(distinct m.email) from Member m                                      | Member.email
        select max(m.email) from Member m                                                 | Member.email
        select upper(m.email) from Member m                                               | Member.email
        select concat(m.email, 'x') from Member m                                          | Member.email
        select cast(m.email as Integer) from Member m                                     | Member.email
        select row_number() over (order by m.email) from Member m                         | Member.email
        select (select n.email from Member n where n.id = m.id) from Member m             | Member.email
        from Member m where exists (select n.email from Member n)                         | Member.email
        select d.e from (select m.email as e from Member m) d                             | Member.email
        with d as (select m.email as e from Member m) select x.e from d x                 | Member.email
        select m.email from Member m union select n.email from Member n                   | Member.email
        from Member m join Member n on m.email = n.email                                  | Member.email
        from Badge b join b.owner o where o.email = :x                                    | Member.email
        from Badge b where b.owner.email = :x                                             | Member.email
        from Badge b order by b.owner.email                                               | Member.email
        from Member m where m.score = 5                                                   | Member.score
        from Member m where m.score > :x                                                  | Member.score
        select sum(m.score) from Member m                                                 | Member.score
        from Member m where -m.score < 0                                                  | Member.score
        from Member m order by m.salary                                                   | Member.salary
        from Member m where m.code = :x                                                   | Member.code
        select m.code, count(*) from Member m group by m.code                             | Member.code
        from Member m where m.address.street = 'x'                                        | street
        from Member m where m.address = :x                                                | street
        from Member m order by m.address                                                  | street
        from Member m where :x member of m.notes                                          | notes
        from Member m join m.notes n where n = 'x'                                        | notes
        from Member m join m.notes n where n like 'x%'                                    | notes
        from Member m where 'x' in elements(m.notes)                                      | notes
        from Member m where max(m.notes) = 'x'                                            | notes
        update Member m set m.email = :x                                                  | Member.email
        update Member m set m.email = null                                                | Member.email
        update Member m set m.city = m.email                                              | Member.email
        update Member m set m.city = 'x' where m.email = :x                               | Member.email
        delete from Member m where m.email = :x                                           | Member.email
        insert into Member (id, email) values (:x, 'x')                                   | Member.email
        insert into Member (id, city) select n.id, n.email from Member n                  | Member.email
        delete from GoldBadge g where g.secret = 'x'                                      | secret
        update GoldBadge g set g.secret = 'x'                                             | secret
        """)
    void refusesHqlWhenTheQueryIsMade(String hql, String attribute) {
        factory.inSession(session -> refuses(() -> create(session, hql), attribute));
    }

    /** Hibernate finds these mistakes itself, by types that the application does not know. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        from Member m where m.salary = 5              | Member.salary
        from Member m where m.salary like 'x'         | Member.salary
        from Member m where m.salary between 1 and 5  | Member.salary
        from Member m where m.salary in (1, 2)        | Member.salary
        select sum(m.salary) from Member m            | Member.salary
        update Member m set m.salary = 5              | Member.salary
        """)
    void explainsWhatHibernateRefuses(String hql, String attribute) {
        factory.inSession(session ->
                refuses(() -> create(session, hql), attribute).hasMessageContaining("FieldQueries.eq(Member.class"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from Member m where m.email is null",
                "from Member m where m.email is not null and m.address is not null",
                "select m from Member m order by m.city",
                "select distinct m from Member m",
                "select distinct m from Badge b join b.owner m",
                "select m.email from Member m",
                "select m.city, m.email from Member m order by 1",
                "select m.email as e, m.city as c from Member m order by c",
                "select m.address from Member m",
                "select count(*) from Member m where m.email is not null",
                "from Member m where m.notes is empty",
                "from Member m where size(m.notes) = 0",
                "select n from Member m join m.notes n",
                "from Member m where m.address.place = 'x'",
                "from Badge b where b.owner in (select m from Member m)",
                "update Member m set m.city = 'Bruges' where m.email is null",
                "delete from Badge b where b.owner = :x"
            })
    void allowsWhatNeedsNoValue(String hql) {
        factory.inSession(session -> assertThat(create(session, hql)).isNotNull());
    }

    @Test
    void saysWhatToCallInstead() {
        factory.inSession(session -> {
            refuses(() -> create(session, "from Member where email = :x"), "Member.email")
                    .hasMessage(
                            "Member.email is encrypted: the database sees ciphertext, so a comparison cannot work; call"
                                    + " FieldQueries.eq(Member.class, \"email\", value)");
            refuses(() -> create(session, "from Member where code = :x"), "Member.code")
                    .hasMessageEndingWith(
                            "annotate the attribute with @Searchable and call FieldQueries.eq(Member.class,"
                                    + " \"code\", value)");
        });
    }

    @Test
    void refusesCriteriaWhenTheyAreRun() {
        criteria((builder, root) -> builder.equal(root.get("email"), "ada@example.com"));
        criteria((builder, root) -> builder.like(root.get("email"), "ada%"));
        criteria((builder, root) -> builder.like(builder.lower(root.get("email")), "ada%"));
        criteria((builder, root) -> root.get("email").in("ada@example.com", "eve@example.com"));
        criteria((builder, root) -> builder.not(builder.equal(root.get("email"), builder.literal("x"))));
        criteria((builder, root) -> builder.greaterThan(root.get("email"), "x"));
    }

    private void criteria(Condition condition) {
        factory.inTransaction(session -> {
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaQuery<Member> query = builder.createQuery(Member.class);
            Root<Member> root = query.from(Member.class);
            refusesCriteria(() -> session.createQuery(query.where(condition.of(builder, root)))
                    .getResultList());
        });
    }

    @Test
    void refusesSortsGroupsAndCountsOfCriteria() {
        query((query, root) ->
                query.select(root).orderBy(factory.getCriteriaBuilder().asc(root.get("email"))));
        query((query, root) -> query.select(root.get("city")).groupBy(root.get("city"), root.get("email")));
        query((query, root) -> query.select(factory.getCriteriaBuilder().count(root.get("email"))));
        query((query, root) -> query.select(root.get("email")).distinct(true));
    }

    private void query(BiConsumer<CriteriaQuery<Object>, Root<Member>> change) {
        factory.inTransaction(session -> {
            CriteriaQuery<Object> query = session.getCriteriaBuilder().createQuery(Object.class);
            change.accept(query, query.from(Member.class));
            refuses(() -> session.createQuery(query).getResultList(), "Member.email");
        });
    }

    @Test
    void refusesBulkChangesOfCriteria() {
        factory.inTransaction(session -> {
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaDelete<Member> delete = builder.createCriteriaDelete(Member.class);
            Root<Member> root = delete.from(Member.class);
            refusesCriteria(() -> session.createMutationQuery(delete.where(builder.equal(root.get("email"), "x")))
                    .executeUpdate());
            refuses(
                    () -> session.createMutationQuery(delete.where(builder.equal(root.get("email"), root.get("code"))))
                            .executeUpdate(),
                    "Member.email");
            CriteriaUpdate<Member> update = builder.createCriteriaUpdate(Member.class);
            update.from(Member.class);
            refusesCriteria(
                    () -> session.createMutationQuery(update.set("email", "x")).executeUpdate());
        });
    }

    /** These become SQL without the translator that all others pass. */
    @Test
    void refusesBulkChangesOfSeveralTables() {
        factory.inTransaction(session -> {
            CriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaDelete<GoldBadge> delete = builder.createCriteriaDelete(GoldBadge.class);
            Root<GoldBadge> root = delete.from(GoldBadge.class);
            delete.where(builder.equal(root.get("secret"), root.get("secret")));
            refuses(() -> session.createMutationQuery(delete).executeUpdate(), "GoldBadge.secret");
            CriteriaUpdate<GoldBadge> update = builder.createCriteriaUpdate(GoldBadge.class);
            update.from(GoldBadge.class);
            update.set("secret", null);
            refuses(() -> session.createMutationQuery(update).executeUpdate(), "GoldBadge.secret");
        });
    }

    @Test
    void refusesAnOrderThatIsAddedLater() {
        factory.inTransaction(session -> refuses(
                () -> SelectionSpecification.create(Member.class, "from Member")
                        .sort(Order.asc(Member.class, "email"))
                        .createQuery(session)
                        .getResultList(),
                "Member.email"));
    }

    @Test
    void refusesNamedQueriesAtTheStart() {
        assertThatThrownBy(() -> world.start(NamedWrongly.class))
                .hasMessageContaining("NamedWrongly.email is encrypted")
                .hasMessageContaining("wrong");
    }

    @Test
    void refusesAnotherTranslator() {
        assertThatThrownBy(() -> world.start(
                        Map.of("hibernate.query.hql.translator", OtherTranslator.class.getName()), Member.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("hibernate.query.hql.translator: is another translator");
    }

    @Test
    void leavesOtherSessionFactoriesAlone() {
        SessionFactory plain = world.start(Plain.class);

        plain.inTransaction(
                session -> assertThat(session.createQuery("from Plain where email = 'x' order by email", Plain.class)
                                .getResultList())
                        .isEmpty());
    }

    private static Object create(Session session, String hql) {
        boolean isSelection = hql.startsWith("from") || hql.startsWith("select") || hql.startsWith("with");
        return isSelection ? session.createSelectionQuery(hql, Object.class) : session.createMutationQuery(hql);
    }

    private static AbstractThrowableAssert<?, ?> refuses(ThrowingCallable call, String attribute) {
        Throwable thrown = catchThrowable(call);
        Throwable refusal = thrown instanceof IllegalArgumentException ? thrown.getCause() : thrown;
        return assertThat(refusal)
                .isInstanceOfSatisfying(
                        EncryptedQueryException.class,
                        e -> assertThat(e.attribute()).contains(attribute));
    }

    /** Hibernate itself finds the type when the condition is made, or the guard does when it is run. */
    private static void refusesCriteria(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown instanceof IllegalArgumentException ? thrown.getCause() : thrown)
                .isInstanceOf(SemanticException.class)
                .hasMessageMatching(".*(io.redoubt.hibernate.Sealed|Member.email is encrypted).*");
    }

    /** Part of a query. */
    private interface Condition {
        jakarta.persistence.criteria.Predicate of(CriteriaBuilder builder, Root<Member> root);
    }

    /** Something that a member has. */
    @Entity(name = "Badge")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Badge {
        @Id
        long id;

        @Nullable
        String name;

        @jakarta.persistence.ManyToOne
        @Nullable
        Member owner;
    }

    /** One with a table of its own. */
    @Entity(name = "GoldBadge")
    static class GoldBadge extends Badge {
        @Encrypted
        @Nullable
        String secret;
    }

    /** An entity with a query that cannot work. */
    @Entity(name = "NamedWrongly")
    @NamedQuery(name = "wrong", query = "from NamedWrongly where email = :email")
    static class NamedWrongly {
        @Id
        long id;

        @Encrypted
        @Nullable
        String email;
    }

    /** An entity without encryption. */
    @Entity(name = "Plain")
    static class Plain {
        @Id
        long id;

        @Nullable
        String email;
    }

    /** Somebody else's. */
    public static final class OtherTranslator implements HqlTranslator {
        @Override
        public <R> SqmStatement<R> translate(String hql, Class<R> expectedResultType) {
            throw new IllegalStateException(List.of(hql).toString());
        }
    }
}
