package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.field.FieldException;
import io.redoubt.field.MalformedFieldException;
import io.redoubt.field.Migration;
import io.redoubt.field.PlaintextFieldException;
import io.redoubt.field.TamperedFieldException;
import io.redoubt.key.FieldName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody can do who writes into the database, and what becomes of it. */
@ParameterizedClass(name = "{0}")
@EnumSource(Database.class)
class TamperingTest {

    @Parameter
    private Database database;

    private World world;
    private SessionFactory factory;

    @BeforeEach
    void start() {
        world = World.on(database);
        factory = world.start(Member.class, Guest.class);
        persist(new Member(1, "one"));
        persist(new Member(2, "two"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void refusesTheCiphertextOfAnotherRow() {
        world.sql("update Member set email = (select email from Member where id = 1) where id = 2");

        assertRefused(2, TamperedFieldException.class);
        assertThat(world.events()).singleElement().isInstanceOfSatisfying(SecurityEvent.FieldRefused.class, event -> {
            assertThat(event.code()).isEqualTo("field.tampered");
            assertThat(event.entity() + "." + event.field()).isEqualTo("member.email");
        });
    }

    @Test
    void refusesTheCiphertextOfAnotherColumn() {
        world.sql("update Member set email = phone");

        assertRefused(1, TamperedFieldException.class);
    }

    @Test
    void refusesTheCiphertextOfAnotherTable() {
        persist(new Guest(1, "guest"));
        world.sql("update Member set email = (select email from Guest) where id = 1");

        assertRefused(1, TamperedFieldException.class);
    }

    @Test
    void refusesACopyOfTheRow() {
        world.sql("insert into Member (id, email, phone, raw) select 3, email, phone, raw from Member where id = 1");

        assertRefused(3, TamperedFieldException.class);
    }

    @Test
    void refusesEachFlippedByte() {
        byte[] stored = (byte[]) world.look("select raw from Member where id = 1");
        for (int i = 0; i < stored.length; i++) {
            byte[] flipped = stored.clone();
            flipped[i] ^= 1;
            world.sql("update Member set raw = ? where id = 1", flipped);
            assertRefused(1, FieldException.class);
        }
        world.sql("update Member set raw = ? where id = 1", stored);
        assertThat(find(1).email).isEqualTo("one");
    }

    @Test
    void refusesATruncatedCiphertext() {
        byte[] stored = (byte[]) world.look("select raw from Member where id = 1");
        world.sql("update Member set raw = ? where id = 1", Arrays.copyOf(stored, stored.length - 1));
        assertRefused(1, TamperedFieldException.class);

        world.sql("update Member set raw = ? where id = 1", Arrays.copyOf(stored, 5));
        assertRefused(1, FieldException.class);
    }

    @Test
    void refusesPlantedPlaintext() {
        world.sql("update Member set email = 'planted' where id = 1");
        assertRefused(1, PlaintextFieldException.class);

        world.sql("update Member set email = 'r1.!' where id = 1");
        assertRefused(1, FieldException.class);
    }

    @Test
    void refusesCiphertextThatClaimsAnotherEpoch() {
        byte[] stored = (byte[]) world.look("select raw from Member where id = 1");
        stored[2] = (byte) (9 << 2);
        world.sql("update Member set raw = ? where id = 1", stored);
        assertRefused(1, FieldException.class);

        stored[2] = (byte) (1 << 2 | 1);
        // The number of the subject key, which else were what the nonce begins with.
        stored[3] = 1;
        world.sql("update Member set raw = ? where id = 1", stored);
        assertRefused(1, MalformedFieldException.class);
    }

    @Test
    void opensWithFrozenNamesUnderANewClassAndANewAttribute() {
        SessionFactory renamed = world.start(Subscriber.class);

        assertThat(renamed.fromTransaction(session -> session.find(Subscriber.class, 1L)).mail)
                .isEqualTo("one");
    }

    @Test
    void doesNotOpenWithoutFrozenNamesUnderANewClass() {
        SessionFactory renamed = world.start(Forgetful.class);

        assertThatThrownBy(() -> renamed.inTransaction(session -> session.find(Forgetful.class, 1L)))
                .isInstanceOf(TamperedFieldException.class);
    }

    @Test
    void isNullWhereThatIsAskedAndNeverWritten() {
        SessionFactory lenient = lenient();
        world.sql("update Member set email = (select email from Member where id = 1) where id = 2");
        Object tampered = email(2);

        lenient.inTransaction(session -> {
            Member member = session.find(Member.class, 2L);
            assertThat(member.email).isNull();
            assertThat(member.phone).isEqualTo("two");
            session.flush();
            member.city = "Ghent";
        });
        assertThat(world.look("select city from Member where id = 2")).isEqualTo("Ghent");
        assertThat(email(2)).isEqualTo(tampered);
        assertThat(world.events()).hasSize(1);
    }

    @Test
    void staysInItsRowWhenWhatIsNullIsMergedOrWrittenWithoutState() {
        SessionFactory lenient = lenient();
        world.sql("update Member set email = (select email from Member where id = 1) where id = 2");
        Object tampered = email(2);

        Member detached = lenient.fromTransaction(session -> session.find(Member.class, 2L));
        detached.city = "Ghent";
        lenient.inTransaction(session -> session.merge(detached));
        assertThat(email(2)).isEqualTo(tampered);
        lenient.inStatelessTransaction(session -> session.update(detached));
        assertThat(email(2)).isEqualTo(tampered);

        Member loaded = lenient.fromStatelessTransaction(session -> session.get(Member.class, 2L));
        assertThat(loaded.email).isNull();
        loaded.city = "Bruges";
        lenient.inStatelessTransaction(session -> session.update(loaded));
        lenient.inStatelessTransaction(session -> session.upsert(loaded));
        assertThat(world.look("select city from Member where id = 2")).isEqualTo("Bruges");
        assertThat(email(2)).isEqualTo(tampered);
    }

    @Test
    void isOverwrittenByANewValue() {
        SessionFactory lenient = lenient();
        world.sql("update Member set email = (select email from Member where id = 1) where id = 2");
        lenient.inTransaction(session -> session.find(Member.class, 2L).email = "new");

        assertThat(find(2).email).isEqualTo("new");
    }

    @Test
    void goesAllTheWayFromPlaintextToCiphertext() {
        world.sql("update Member set email = 'plain', phone = null, raw = null where id = 1");

        SessionFactory reading = migrating(Migration.READ_BOTH_WRITE_PLAIN);
        assertThat(reading.fromTransaction(session -> session.find(Member.class, 1L)).email)
                .isEqualTo("plain");
        reading.inTransaction(session -> session.find(Member.class, 1L).email = "plain again");
        assertThat(email(1)).isEqualTo("plain again");

        SessionFactory writing = migrating(Migration.READ_BOTH_WRITE_ENCRYPTED);
        writing.inTransaction(session -> session.find(Member.class, 1L).city = "Ghent");
        assertThat(email(1)).isEqualTo("plain again");
        writing.inTransaction(session -> session.find(Member.class, 1L).email = "secret");
        assertThat((String) email(1)).startsWith("r1.");

        assertThat(find(1).email).isEqualTo("secret");
    }

    @Test
    void readsTheValuesOfAnotherLibrary() {
        world.sql("update Member set email = 'enc(yrots)', phone = null, raw = null where id = 1");
        SessionFactory reading = world.start(
                encryption -> migrate(encryption, Migration.READ_BOTH_WRITE_ENCRYPTED)
                        .reading((field, stored) -> Optional.of("story".getBytes(StandardCharsets.UTF_8))),
                Map.of(),
                Member.class,
                Guest.class);

        assertThat(reading.fromTransaction(session -> session.find(Member.class, 1L)).email)
                .isEqualTo("story");
    }

    private SessionFactory lenient() {
        return restarted(encryption -> encryption.with(
                FieldName.parse("member.email"), new FieldSettings(Migration.ENCRYPTED_ONLY, OnTamper.AS_NULL)));
    }

    private SessionFactory migrating(Migration migration) {
        return restarted(encryption -> migrate(encryption, migration));
    }

    private static FieldEncryption migrate(FieldEncryption encryption, Migration migration) {
        return encryption.with(FieldName.parse("member.email"), new FieldSettings(migration, OnTamper.THROW));
    }

    private SessionFactory restarted(UnaryOperator<FieldEncryption> treatment) {
        return world.start(treatment, Map.of(), Member.class, Guest.class);
    }

    private void persist(Object entity) {
        factory.inTransaction(session -> session.persist(entity));
    }

    private Member find(long id) {
        return factory.fromTransaction(session -> session.find(Member.class, id));
    }

    private Object email(long id) {
        return world.look("select email from Member where id = ?", id);
    }

    private void assertRefused(long id, Class<? extends Throwable> refusal) {
        assertThatThrownBy(() -> find(id)).isInstanceOf(refusal);
    }

    @Entity(name = "Member")
    static class Member {

        @Id
        long id;

        @Nullable
        String city;

        @Encrypted
        @Nullable
        String email;

        @Encrypted
        @Nullable
        String phone;

        @Encrypted
        byte @Nullable [] raw;

        protected Member() {}

        Member(long id, String value) {
            this.id = id;
            this.email = value;
            this.phone = value;
            this.raw = value.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Entity(name = "Guest")
    static class Guest {

        @Id
        long id;

        @Encrypted
        @Nullable
        String email;

        protected Guest() {}

        Guest(long id, String email) {
            this.id = id;
            this.email = email;
        }
    }

    /** The class and the attribute have another name now. */
    @Entity(name = "Subscriber")
    @Table(name = "Member")
    static class Subscriber {

        @Id
        long id;

        @Encrypted(name = "member.email")
        @Column(name = "email")
        @Nullable
        String mail;
    }

    /** The class has another name now, and nobody froze the old one. */
    @Entity(name = "Forgetful")
    @Table(name = "Member")
    static class Forgetful {

        @Id
        long id;

        @Encrypted
        @Nullable
        String email;
    }
}
