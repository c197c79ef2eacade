package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.field.TamperedFieldException;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a value is bound to, and what is noticed because of it. */
@ParameterizedClass(name = "{0}")
@EnumSource(Database.class)
class BindingTest {

    @Parameter
    private Database database;

    private World world;

    @BeforeEach
    void start() {
        world = World.on(database);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void bindsToRowKeyWhereTheDatabaseMakesTheId() {
        SessionFactory factory = world.start(Ticket.class);
        Ticket one = persisted(factory, new Ticket("one"));
        Ticket two = persisted(factory, new Ticket("two"));

        assertThat(find(factory, Ticket.class, one.id).aText).isEqualTo("one");
        assertThat(find(factory, Ticket.class, one.id).zText).isEqualTo("one");
        swap("Ticket", "aText", one.id, two.id);
        assertRefused(factory, Ticket.class, two.id);
    }

    @Test
    void opensWithoutStateWhatIsBoundToRowKey() {
        SessionFactory factory = world.start(Ticket.class);
        Ticket one = new Ticket("one");
        factory.inStatelessTransaction(session -> session.insert(one));

        Ticket loaded = factory.fromStatelessTransaction(session -> session.get(Ticket.class, one.id));

        assertThat(loaded.aText).isEqualTo("one");
        assertThat(loaded.zText).isEqualTo("one");
        loaded.aText = "changed";
        factory.inStatelessTransaction(session -> session.update(loaded));
        assertThat(find(factory, Ticket.class, one.id).aText).isEqualTo("changed");
    }

    @Test
    void refusesToSealWhatIsBoundToNull() {
        SessionFactory factory = world.start(Ticket.class);
        Ticket ticket = new Ticket("one");
        ticket.rowKey = null;

        assertThatThrownBy(() -> persisted(factory, ticket))
                .hasStackTraceContaining("ticket.aText is bound to rowKey, which is null: set it before");
    }

    @Test
    void bindsToEmbeddedId() {
        SessionFactory factory = world.start(Seat.class);
        Seat seat = persisted(factory, new Seat(new SeatId("A", 1), "ada"));
        persisted(factory, new Seat(new SeatId("A", 2), "eve"));

        assertThat(find(factory, Seat.class, seat.id).guest).isEqualTo("ada");
        world.sql("update Seat set guest = (select guest from Seat where number = 2) where number = 1");
        assertRefused(factory, Seat.class, seat.id);
    }

    @Test
    void bindsToIdClass() {
        SessionFactory factory = world.start(Line.class);
        persisted(factory, new Line(1, 1, "one"));
        persisted(factory, new Line(1, 2, "two"));

        assertThat(find(factory, Line.class, new LineId(1, 1)).text).isEqualTo("one");
        assertThat(factory.fromStatelessTransaction(session -> session.get(Line.class, new LineId(1, 2))).text)
                .isEqualTo("two");
        world.sql("update Line set text = (select text from Line where number = 2) where number = 1");
        assertRefused(factory, Line.class, new LineId(1, 1));
    }

    @Test
    void bindsToFurtherAttributes() {
        SessionFactory factory = world.start(Account.class);
        Account account = persisted(factory, new Account("ada", "secret"));
        assertThat(find(factory, Account.class, account.id).note).isEqualTo("secret");

        world.sql("update Account set owner = 'eve'");
        assertRefused(factory, Account.class, account.id);
    }

    @Test
    void sealsAnewWhenWhatItIsBoundToChanges() {
        SessionFactory factory = world.start(Account.class);
        Account account = persisted(factory, new Account("ada", "secret"));
        Object before = world.look("select note from Account");

        factory.inTransaction(session -> session.find(Account.class, account.id).owner = "eve");

        assertThat(world.look("select note from Account")).isNotEqualTo(before);
        assertThat(find(factory, Account.class, account.id).note).isEqualTo("secret");
    }

    @Test
    void refusesAttributeThatSomebodySetToNull() {
        SessionFactory factory = world.start(Account.class);
        Account account = persisted(factory, new Account("ada", "secret"));

        world.sql("update Account set owner = null");
        assertRefused(factory, Account.class, account.id);
    }

    @Test
    void noticesOlderCiphertextOfTheSameRowWhereTheVersionIsBound() {
        SessionFactory factory = world.start(Contract.class);
        Contract contract = persisted(factory, new Contract("old"));
        Object old = world.look("select terms from Contract");
        change(factory, contract, "new");
        assertThat(find(factory, Contract.class, contract.id).terms).isEqualTo("new");

        world.sql("update Contract set terms = ?", old);
        assertRefused(factory, Contract.class, contract.id);
    }

    @Test
    void doesNotNoticeOlderCiphertextOfTheSameRowOtherwise() {
        SessionFactory factory = world.start(Account.class);
        Account account = persisted(factory, new Account("ada", "old"));
        Object old = world.look("select note from Account");
        factory.inTransaction(session -> session.find(Account.class, account.id).note = "new");

        world.sql("update Account set note = ?", old);
        assertThat(find(factory, Account.class, account.id).note).isEqualTo("old");
    }

    @Test
    void sealsAnewWithEachVersion() {
        SessionFactory factory = world.start(Contract.class);
        Contract contract = persisted(factory, new Contract("terms"));
        for (int i = 0; i < 3; i++) {
            String title = "title " + i;
            factory.inTransaction(session -> session.find(Contract.class, contract.id).title = title);
            assertThat(find(factory, Contract.class, contract.id).terms).isEqualTo("terms");
        }
        factory.inTransaction(session -> {
            Contract loaded = session.find(Contract.class, contract.id);
            loaded.title = "once";
            session.flush();
            loaded.title = "twice";
            session.flush();
        });
        assertThat(find(factory, Contract.class, contract.id).terms).isEqualTo("terms");
    }

    @Test
    void sealsWithTheVersionWithoutState() {
        SessionFactory factory = world.start(Contract.class);
        Contract contract = new Contract("one");
        factory.inStatelessTransaction(session -> session.insert(contract));
        contract.terms = "two";
        factory.inStatelessTransaction(session -> session.update(contract));
        assertThat(find(factory, Contract.class, contract.id).terms).isEqualTo("two");
        contract.terms = "three";
        factory.inStatelessTransaction(session -> session.upsert(contract));
        assertThat(find(factory, Contract.class, contract.id).terms).isEqualTo("three");
        assertThat(factory.fromStatelessTransaction(session -> session.get(Contract.class, contract.id)).terms)
                .isEqualTo("three");
    }

    @Test
    void refusesToRaiseABoundVersionAlone() {
        SessionFactory factory = world.start(Contract.class);
        Contract contract = persisted(factory, new Contract("terms"));

        for (LockModeType mode :
                new LockModeType[] {LockModeType.OPTIMISTIC_FORCE_INCREMENT, LockModeType.PESSIMISTIC_FORCE_INCREMENT
                }) {
            assertThatThrownBy(() -> factory.inTransaction(session -> session.find(Contract.class, contract.id, mode)))
                    .hasStackTraceContaining("contract.terms is bound to the version");
            assertThatThrownBy(() -> factory.inTransaction(
                            session -> session.lock(session.find(Contract.class, contract.id), mode)))
                    .hasStackTraceContaining("contract.terms is bound to the version");
        }
        assertThat(find(factory, Contract.class, contract.id).terms).isEqualTo("terms");
    }

    @Test
    void bindsToTheTenant() {
        AtTenant tenant = new AtTenant();
        SessionFactory factory = world.start(Map.of("hibernate.tenant_identifier_resolver", tenant), Patient.class);
        Patient north = persisted(factory, new Patient(1, "flu"));
        assertThat(find(factory, Patient.class, north.id).finding).isEqualTo("flu");
        assertThat(factory.fromStatelessTransaction(session -> session.get(Patient.class, north.id)).finding)
                .isEqualTo("flu");

        world.sql("update Patient set tenant = 'south'");
        tenant.now = "south";
        assertRefused(factory, Patient.class, north.id);
    }

    @Test
    void showsEqualityWhereThatIsAsked() {
        SessionFactory factory = world.start(Badge.class);
        persisted(factory, new Badge(1, "red"));
        persisted(factory, new Badge(2, "red"));
        persisted(factory, new Badge(3, "blue"));

        assertThat(world.look("select count(distinct color) from Badge")).isEqualTo(2L);
        assertThat(find(factory, Badge.class, 2).color).isEqualTo("red");
    }

    private void change(SessionFactory factory, Contract contract, String terms) {
        factory.inTransaction(session -> session.find(Contract.class, contract.id).terms = terms);
    }

    private void swap(String table, String column, Object from, Object to) {
        world.sql(
                "update " + table + " set " + column + " = (select " + column + " from " + table
                        + " where id = ?) where id = ?",
                from,
                to);
    }

    private static <T> T persisted(SessionFactory factory, T entity) {
        factory.inTransaction(session -> session.persist(entity));
        return entity;
    }

    private static <T> T find(SessionFactory factory, Class<T> type, @Nullable Object id) {
        return factory.fromTransaction(session -> session.find(type, Objects.requireNonNull(id)));
    }

    private static void assertRefused(SessionFactory factory, Class<?> type, @Nullable Object id) {
        assertThatThrownBy(() -> find(factory, type, id)).isInstanceOf(TamperedFieldException.class);
        assertThatThrownBy(() -> factory.fromStatelessTransaction(session -> session.get(type, id)))
                .isInstanceOf(TamperedFieldException.class);
    }

    @Entity(name = "Ticket")
    static class Ticket {

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        /** Comes before what it is bound to. */
        @Encrypted(rowKey = "rowKey")
        @Nullable
        String aText;

        @Column(unique = true, updatable = false)
        @Nullable
        UUID rowKey = UUID.randomUUID();

        /** Comes after it. */
        @Encrypted(rowKey = "rowKey")
        @Nullable
        String zText;

        protected Ticket() {}

        Ticket(String text) {
            aText = text;
            zText = text;
        }
    }

    @Embeddable
    record SeatId(String side, int number) implements Serializable {}

    @Entity(name = "Seat")
    static class Seat {

        @EmbeddedId
        @Nullable
        SeatId id;

        @Encrypted
        @Nullable
        String guest;

        protected Seat() {}

        Seat(SeatId id, String guest) {
            this.id = id;
            this.guest = guest;
        }
    }

    record LineId(int invoice, int number) implements Serializable {}

    @Entity(name = "Line")
    @IdClass(LineId.class)
    static class Line {

        @Id
        int invoice;

        @Id
        int number;

        @Encrypted
        @Nullable
        String text;

        protected Line() {}

        Line(int invoice, int number, String text) {
            this.invoice = invoice;
            this.number = number;
            this.text = text;
        }
    }

    @Entity(name = "Account")
    static class Account {

        @Id
        UUID id = UUID.randomUUID();

        @Nullable
        String owner;

        @Encrypted(bind = "owner")
        @Nullable
        String note;

        protected Account() {}

        Account(String owner, String note) {
            this.owner = owner;
            this.note = note;
        }
    }

    @Entity(name = "Contract")
    static class Contract {

        @Id
        UUID id = UUID.randomUUID();

        @Nullable
        String title;

        @Encrypted(bind = "version")
        @Nullable
        String terms;

        @Version
        int version;

        protected Contract() {}

        Contract(String terms) {
            this.terms = terms;
        }
    }

    @Entity(name = "Patient")
    static class Patient {

        @Id
        long id;

        @Encrypted
        @Nullable
        String finding;

        @TenantId
        @Nullable
        String tenant;

        protected Patient() {}

        Patient(long id, String finding) {
            this.id = id;
            this.finding = finding;
        }
    }

    @Entity(name = "Badge")
    static class Badge {

        @Id
        int id;

        @Encrypted(comparable = true)
        @Nullable
        String color;

        protected Badge() {}

        Badge(int id, String color) {
            this.id = id;
            this.color = color;
        }
    }

    /** Says which tenant it is. */
    private static final class AtTenant implements CurrentTenantIdentifierResolver<String> {

        private String now = "north";

        @Override
        public String resolveCurrentTenantIdentifier() {
            return now;
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }
}
