package io.redoubt.field.jdbc;

import static io.redoubt.field.jdbc.Customers.ADA;
import static io.redoubt.field.jdbc.Customers.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redoubt.field.SubjectErasedException;
import io.redoubt.field.TamperedFieldException;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubjectKeyStoreTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);

    @ParameterizedTest
    @EnumSource(Database.class)
    void erasesOnePersonAndNobodyElse(Database database) {
        Customers customers = Customers.on(database);
        customers.save(1, ADA, "ada@example.com");
        customers.save(2, BOB, "bob@example.com");
        assertThat(customers.email(1, ADA)).isEqualTo("ada@example.com");

        ErasureRecord record = customers.store.erase(ADA, "support-7", "asked for by letter");

        refusesToRead(customers, 1);
        assertThat(customers.find("ada@example.com")).isEmpty();
        assertThat(customers.email(2, BOB)).isEqualTo("bob@example.com");
        assertThat(customers.find("bob@example.com")).hasSize(1);
        assertThat(record.cleared()).isEqualTo("{\"customer.email/eq\":1}");
        assertThat(customers.select("select wrapped from redoubt_subject_key where subject = 'ada'"))
                .containsExactly((Object) null);
        assertThat(customers.events).as("expected, and no tampering").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void refusesWritersUntilThePersonIsReinstatedUnderTheNextNumber(Database database) {
        Customers customers = Customers.on(database);
        customers.save(1, ADA, "ada@example.com");
        customers.store.erase(ADA, "support-7", "letter");
        assertThatThrownBy(() -> customers.save(2, ADA, "ada@example.org")).isInstanceOf(SubjectErasedException.class);

        ErasureRecord record = customers.store.reinstate(ADA, "support-7", "is back");
        customers.save(2, ADA, "ada@example.org");

        assertThat(record.number()).isEqualTo(2);
        assertThat(customers.email(2, ADA)).isEqualTo("ada@example.org");
        refusesToRead(customers, 1);
        refusesToRead(customers.other(), 1);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void erasesWhoHasNoKeyYetSoThatNobodyWritesLater(Database database) {
        Customers customers = Customers.on(database);

        ErasureRecord record = customers.store.erase(ADA, "support-7", "letter");

        assertThat(record.number()).isEqualTo(1);
        assertThatThrownBy(() -> customers.save(1, ADA, "ada@example.com")).isInstanceOf(SubjectErasedException.class);
        assertThatThrownBy(() -> customers.seal(customers.store, 1, ADA, "ada@example.com"))
                .isInstanceOf(SubjectErasedException.class);
    }

    @Test
    void erasesAgainWithoutAnotherRecordUnlessThereIsSomethingToErase() {
        Customers customers = Customers.on(Database.POSTGRESQL);
        customers.save(1, ADA, "ada@example.com");
        ErasureRecord first = customers.store.erase(ADA, "support-7", "letter");

        assertThat(customers.store.erase(ADA, "support-8", "second letter")).isEqualTo(first);
        customers.execute("update customer set email_bidx = '\\x0001'");
        ErasureRecord second = customers.store.erase(ADA, "support-8", "a code was restored");

        assertThat(second.position()).isEqualTo(2);
        assertThat(customers.store.records(ADA)).containsExactly(first, second);
        assertThat(customers.select("select email_bidx from customer")).containsExactly((Object) null);
    }

    @Test
    void erasesWhoWasReinstatedWithAllNumbers() {
        Customers customers = Customers.on(Database.POSTGRESQL);
        customers.save(1, ADA, "ada@example.com");
        customers.store.erase(ADA, "support-7", "letter");
        customers.store.reinstate(ADA, "support-7", "is back");
        customers.save(2, ADA, "ada@example.org");

        ErasureRecord record = customers.store.erase(ADA, "support-7", "second letter");

        assertThat(record.number()).isEqualTo(2);
        refusesToRead(customers, 1);
        refusesToRead(customers, 2);
    }

    @Test
    void reinstatesOnlyWhoWasErased() {
        Customers customers = Customers.on(Database.POSTGRESQL);
        customers.save(1, ADA, "ada@example.com");

        assertThatThrownBy(() -> customers.store.reinstate(ADA, "support-7", "by mistake"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> customers.store.reinstate(BOB, "support-7", "by mistake"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(customers.select("select number from redoubt_subject_key")).containsExactly(1L);
    }

    @Test
    void erasedElsewhereIsGoneForReadersAfterAMinuteAndForWritersAtOnce() {
        Customers here = Customers.on(Database.POSTGRESQL);
        Customers there = here.other();
        here.save(1, ADA, "ada@example.com");

        there.store.erase(ADA, "support-7", "letter");

        assertThat(here.email(1, ADA)).as("known for a minute").isEqualTo("ada@example.com");
        assertThatThrownBy(() -> here.save(2, ADA, "ada@example.com")).isInstanceOf(SubjectErasedException.class);
        // The writer has learnt of it, and readers do from it.
        refusesToRead(here, 1);
    }

    @Test
    void erasedElsewhereIsGoneForReadersAfterAMinuteWithoutAnyWriter() {
        Customers here = Customers.on(Database.POSTGRESQL);
        here.save(1, ADA, "ada@example.com");
        here.other().store.erase(ADA, "support-7", "letter");

        here.nanoTime.addAndGet(MINUTE.minusMillis(1).toNanos());
        assertThat(here.email(1, ADA)).isEqualTo("ada@example.com");
        here.nanoTime.addAndGet(Duration.ofMillis(1).toNanos());

        refusesToRead(here, 1);
    }

    /** Being asked for again does not keep it. */
    @Test
    void measuresTheMinuteFromWhenTheKeyWasReadAndNotFromWhenItWasUsed() {
        Customers here = Customers.on(Database.POSTGRESQL);
        here.save(1, ADA, "ada@example.com");
        here.other().store.erase(ADA, "support-7", "letter");

        for (int second = 0; second < 59; second++) {
            here.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(here.email(1, ADA)).isEqualTo("ada@example.com");
        }
        here.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());

        refusesToRead(here, 1);
    }

    @Test
    void reinstatedElsewhereIsReadAtOnceSinceTheNumberIsAnotherOne() {
        Customers here = Customers.on(Database.POSTGRESQL);
        Customers there = here.other();
        here.save(1, ADA, "ada@example.com");
        here.store.erase(ADA, "support-7", "letter");

        there.store.reinstate(ADA, "support-7", "is back");
        there.save(2, ADA, "ada@example.org");

        assertThat(here.email(2, ADA)).isEqualTo("ada@example.org");
        refusesToRead(here, 1);
    }

    /** Its snapshot may be older than any minute: what it sees must not be kept, nor believed. */
    @Test
    void erasedIsGoneForATransactionThatSeesThePast() {
        Customers here = Customers.on(Database.POSTGRESQL);
        Customers there = here.other();
        here.save(1, ADA, "ada@example.com");

        here.inTransaction(Connection.TRANSACTION_REPEATABLE_READ, connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("select 1 from redoubt_subject_key"); // the snapshot is taken
            }
            there.store.erase(ADA, "support-7", "letter");
            here.nanoTime.addAndGet(MINUTE.toNanos());
            String stored = (String) here.select("select email from customer").get(0);

            assertThatThrownBy(() -> here.open(here.store.within(connection), 1, ADA, stored))
                    .isInstanceOf(SubjectErasedException.class);
            return true;
        });
        refusesToRead(here, 1);
    }

    @Test
    void makesATransactionThatBeganTooEarlyStartAgainInsteadOfWritingWithoutALock() {
        Customers customers = Customers.on(Database.POSTGRESQL);

        Throwable refused = customers.inTransaction(Connection.TRANSACTION_REPEATABLE_READ, connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("select 1 from customer");
            }
            return catchThrowable(() -> customers.save(connection, 1, ADA, "ada@example.com"));
        });

        assertThat(refused)
                .isInstanceOfSatisfying(
                        FieldStoreException.class, e -> assertThat(e.sqlState()).isEqualTo("40001"));
        customers.inTransaction(Connection.TRANSACTION_REPEATABLE_READ, connection -> {
            customers.save(connection, 1, ADA, "ada@example.com");
            return true;
        });
        assertThat(customers.email(1, ADA)).isEqualTo("ada@example.com");
    }

    @Test
    void refusesToHoldAKeyWhereEachStatementIsCommitted() throws Exception {
        Customers customers = Customers.on(Database.POSTGRESQL);
        try (Connection connection = customers.database.getConnection()) {
            assertThatThrownBy(() -> customers.save(connection, 1, ADA, "ada@example.com"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in a transaction");
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void keepsAKeyThatWasMadeWhenTheTransactionThatWantedItRollsBack(Database database) {
        Customers customers = Customers.on(database);
        assertThatThrownBy(() -> customers.inTransaction(connection -> {
                    customers.save(connection, 1, ADA, "ada@example.com");
                    throw new IllegalStateException("the application fails");
                }))
                .hasMessage("the application fails");
        assertThat(customers.select("select id from customer")).isEmpty();

        customers.save(1, ADA, "ada@example.com");

        assertThat(customers.other().email(1, ADA)).isEqualTo("ada@example.com");
        assertThat(customers.select("select number from redoubt_subject_key")).containsExactly(1L);
    }

    @Test
    void takesAKeyOutOfUseAtOnceWithTheOneThatWrapsIt() {
        Customers customers = Customers.on(Database.POSTGRESQL);
        customers.save(1, ADA, "ada@example.com");
        var compromised = TestKeysets.empty()
                .suite(Suite.A256GCM)
                .key(Purpose.FIELD, 1, KeyState.PRIMARY)
                .key(Purpose.BLIND_INDEX, 1, KeyState.PRIMARY)
                .key(Purpose.SUBJECT_WRAP, 1, KeyState.COMPROMISED)
                .key(Purpose.SUBJECT_WRAP, 2, KeyState.PRIMARY)
                .open();
        Customers later = Customers.process(customers.database, compromised);

        assertThatThrownBy(() -> later.email(1, ADA))
                .isInstanceOf(io.redoubt.field.FieldKeyException.class)
                .hasMessageContaining("customer.email");
    }

    @Test
    void namesTheTableThatLacksAndHowToMakeIt() {
        Customers customers = Customers.on(Database.POSTGRESQL);
        customers.execute("drop table redoubt_subject_key");

        assertThatThrownBy(() -> customers.save(1, ADA, "ada@example.com"))
                .isInstanceOf(FieldStoreException.class)
                .hasMessageContaining("redoubt fields schema")
                .hasNoCause();
    }

    @Test
    void tellsNoNameInRefusals() {
        Customers customers = Customers.on(Database.POSTGRESQL);
        customers.save(1, ADA, "ada@example.com");
        customers.store.erase(ADA, "support-7", "letter");
        customers.execute("alter table redoubt_erasure add constraint none check (subject <> 'bob')");

        assertThat(List.of(
                        catchThrowable(() -> customers.email(1, ADA)).toString(),
                        catchThrowable(() -> customers.save(2, ADA, "ada@example.com"))
                                .toString(),
                        catchThrowable(() -> customers.store.erase(BOB, "support-7", "letter"))
                                .toString(),
                        customers.store.records(ADA).get(0).toString()))
                .noneMatch(text -> text.contains("ada") || text.contains("bob") || text.contains("letter"));
    }

    private static void refusesToRead(Customers customers, long id) {
        assertThatThrownBy(() -> customers.email(id, ADA))
                .isInstanceOf(SubjectErasedException.class)
                .isNotInstanceOf(TamperedFieldException.class)
                .hasMessage("customer.email: the subject of the value was erased");
    }

    @Test
    void findsNoKeyOfWhomItNeverHeard() {
        Customers customers = Customers.on(Database.POSTGRESQL);

        assertThatThrownBy(() -> customers.store.numbered(ADA, 1)).isInstanceOf(javax.crypto.AEADBadTagException.class);
        assertThat(customers.select("select number from redoubt_subject_key"))
                .as("a read makes none")
                .isEmpty();
        assertThat(Optional.of(customers.store.records(ADA))).contains(List.of());
    }
}
