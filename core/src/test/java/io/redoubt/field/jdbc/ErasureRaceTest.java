package io.redoubt.field.jdbc;

import static io.redoubt.field.jdbc.Customers.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.field.SubjectErasedException;
import io.redoubt.key.Subject;
import io.redoubt.key.SubjectKey;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything at once, on a real database. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ErasureRaceTest {

    private static final int ROUNDS = Boolean.getBoolean("thorough") ? 500 : 40;
    private static final int WRITERS = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** After erase() returned, nothing that is or will be committed opens or is found. */
    @Test
    void nothingSurvivesAnErasureThatRacesWithWriters() throws Exception {
        Customers first = Customers.on(Database.POSTGRESQL);
        List<Customers> processes = List.of(first, first.other(), first.other(), first.other(), first.other());
        int written = 0;
        for (int round = 0; round < ROUNDS; round++) {
            written += race(processes, Customers.subject("person-" + round), round);
        }
        assertThat(written).as("some came before, and some after").isBetween(1, ROUNDS * WRITERS - 1);
    }

    private int race(List<Customers> processes, Subject person, int round) throws Exception {
        Customers eraser = processes.get(0);
        if (round % 2 == 0) { // the others race for the first key, too
            eraser.save(round * 1000L, person, "race@example.com");
        }
        CyclicBarrier start = new CyclicBarrier(WRITERS + 1);
        List<Future<Boolean>> writers = new ArrayList<>();
        for (int i = 1; i <= WRITERS; i++) {
            Customers writer = processes.get(i);
            long id = round * 1000L + i;
            writers.add(threads.submit(() -> {
                start.await(1, TimeUnit.MINUTES);
                return isWritten(writer, id, person);
            }));
        }
        start.await(1, TimeUnit.MINUTES);
        eraser.store.erase(person, "support-7", "letter");

        int written = 0;
        for (Future<Boolean> writer : writers) {
            written += writer.get(1, TimeUnit.MINUTES) ? 1 : 0;
        }
        Customers reader = eraser.other(); // knows nothing by heart
        assertThat(reader.find("race@example.com")).isEmpty();
        assertThat(reader.select("select id from customer where email_bidx is not null"))
                .isEmpty();
        for (Object id : reader.select("select id from customer where person = '" + person.id() + "'")) {
            assertThatThrownBy(() -> reader.email((Long) id, person)).isInstanceOf(SubjectErasedException.class);
            assertThatThrownBy(() -> eraser.email((Long) id, person)).isInstanceOf(SubjectErasedException.class);
        }
        return written;
    }

    private static boolean isWritten(Customers writer, long id, Subject person) {
        try {
            writer.save(id, person, "race@example.com");
            return true;
        } catch (SubjectErasedException e) {
            return false;
        }
    }

    /** A writer who has the key holds up the erasure, which then finds what he wrote. */
    @Test
    void anErasureWaitsForWhoeverHoldsTheKey() throws Exception {
        Customers customers = Customers.on(Database.POSTGRESQL);
        customers.save(1, ADA, "ada@example.com");
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Future<Boolean> writer = threads.submit(() -> customers.inTransaction(connection -> {
            customers.save(connection, 2, ADA, "ada@example.org");
            holds.countDown();
            return await(mayCommit);
        }));
        holds.await();

        Future<ErasureRecord> erasure =
                threads.submit(() -> customers.other().store.erase(ADA, "support-7", "letter"));
        awaitSomebodyBlocked(customers);
        assertThat(erasure.isDone()).isFalse();
        mayCommit.countDown();

        assertThat(erasure.get(1, TimeUnit.MINUTES).cleared()).isEqualTo("{\"customer.email/eq\":2}");
        assertThat(writer.get()).isTrue();
        assertThat(customers.find("ada@example.org")).isEmpty();
        assertThatThrownBy(() -> customers.other().email(2, ADA)).isInstanceOf(SubjectErasedException.class);
    }

    /** A writer who comes while the erasure is on its way waits, and is refused: also if he has the key in memory. */
    @Test
    void aWriterWaitsForAnErasureThatIsOnItsWay() throws Exception {
        Customers customers = Customers.on(Database.POSTGRESQL);
        customers.save(1, ADA, "ada@example.com");
        CountDownLatch erased = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Future<Boolean> erasure = threads.submit(() -> customers.inTransaction(connection -> {
            SubjectKeyTable.locked(connection, ADA);
            SubjectKeyTable.erase(connection, ADA);
            erased.countDown();
            return await(mayCommit);
        }));
        erased.await();

        Future<Boolean> writer = threads.submit(() -> isWritten(customers, 2, ADA));
        awaitSomebodyBlocked(customers);
        mayCommit.countDown();

        assertThat(erasure.get()).isTrue();
        assertThat(writer.get(1, TimeUnit.MINUTES)).isFalse();
    }

    @Test
    void writersOfOnePersonDoNotWaitForEachOther() throws Exception {
        Customers customers = Customers.on(Database.POSTGRESQL);
        customers.save(1, ADA, "ada@example.com");
        CyclicBarrier bothHold = new CyclicBarrier(2);
        Callable<Boolean> writer = () -> customers.inTransaction(connection -> {
            try {
                assertThat(customers.store.within(connection).current(ADA)).isPresent();
                bothHold.await(1, TimeUnit.MINUTES);
                return true;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        for (Future<Boolean> each : threads.invokeAll(List.of(writer, writer))) {
            assertThat(each.get()).isTrue();
        }
    }

    @Test
    void processesThatMakeTheFirstKeyAtOnceAgreeOnOne() throws Exception {
        Customers first = Customers.on(Database.POSTGRESQL);
        for (int round = 0; round < ROUNDS; round++) {
            Subject person = Customers.subject("new-" + round);
            CyclicBarrier start = new CyclicBarrier(WRITERS);
            List<Future<String>> sealed = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Customers process = first.other();
                sealed.add(threads.submit(() -> {
                    start.await(1, TimeUnit.MINUTES);
                    return process.seal(process.store, 1, person, "new@example.com");
                }));
            }
            Customers reader = first.other();
            for (Future<String> each : sealed) {
                assertThat(reader.open(reader.store, 1, person, each.get(1, TimeUnit.MINUTES)))
                        .isEqualTo("new@example.com");
            }
        }
    }

    @Test
    void erasuresAtOnceGiveOneChain() throws Exception {
        Customers first = Customers.on(Database.POSTGRESQL);
        CyclicBarrier start = new CyclicBarrier(2 * WRITERS);
        List<Future<ErasureRecord>> records = new ArrayList<>();
        for (int i = 0; i < 2 * WRITERS; i++) {
            Customers process = first.other();
            Subject person = Customers.subject("gone-" + i / 2); // two for each
            records.add(threads.submit(() -> {
                start.await(1, TimeUnit.MINUTES);
                return process.store.erase(person, "support-7", "letter");
            }));
        }
        for (Future<ErasureRecord> record : records) {
            record.get(1, TimeUnit.MINUTES);
        }

        ErasureCheck check = first.store.checkRecords();
        assertThat(check.records()).isEqualTo(WRITERS);
        assertThat(check.broken()).isEmpty();
    }

    /** Erased and reinstated in any order by several processes: there is one history, and nothing of the past opens. */
    @Test
    void erasuresAndReinstatementsAtOnceLeaveOneHistory() throws Exception {
        Customers first = Customers.on(Database.POSTGRESQL);
        Random random = new Random(7);
        first.save(1, ADA, "ada@example.com");
        first.store.erase(ADA, "support-7", "letter");
        for (int round = 0; round < ROUNDS; round++) {
            List<Callable<Boolean>> works = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Customers process = first.other();
                boolean erases = random.nextBoolean();
                works.add(() -> erases ? isErased(process) : isReinstated(process));
            }
            for (Future<Boolean> work : threads.invokeAll(works)) {
                work.get(1, TimeUnit.MINUTES);
            }
        }
        first.store.erase(ADA, "support-7", "last letter");

        assertThat(first.select("select number from redoubt_subject_key where wrapped is not null"))
                .isEmpty();
        assertThat(first.store.checkRecords().broken()).isEmpty();
        assertThatThrownBy(() -> first.email(1, ADA)).isInstanceOf(SubjectErasedException.class);
    }

    private static boolean isErased(Customers process) {
        process.store.erase(ADA, "support-7", "letter");
        return true;
    }

    private static boolean isReinstated(Customers process) {
        try {
            process.store.reinstate(ADA, "support-7", "is back");
            return true;
        } catch (IllegalStateException e) {
            return false; // somebody else was first
        }
    }

    /** A reader who asked before the erasure, and answers after it, brings nothing back. */
    @Test
    void anAnswerFromBeforeTheErasureIsNotRemembered() throws Exception {
        Customers customers = Customers.on(Database.POSTGRESQL);
        customers.save(1, ADA, "ada@example.com");
        Customers process = customers.other();
        long asked = process.store.now();
        SubjectKeyRow before = customers.inTransaction(connection -> {
            try {
                return SubjectKeyTable.numbered(connection, ADA, 1).orElseThrow();
            } catch (javax.crypto.AEADBadTagException e) {
                throw new IllegalStateException(e);
            }
        });

        process.store.erase(ADA, "support-7", "letter");
        SubjectKey late = process.store.read(ADA, before, asked).opened().orElseThrow();

        assertThat(late.number()).isEqualTo(1);
        assertThatThrownBy(() -> process.email(1, ADA)).isInstanceOf(SubjectErasedException.class);
    }

    /** Until somebody waits for a lock: told by the database, not by the clock. */
    private static void awaitSomebodyBlocked(Customers customers) {
        List<Object> blocked = List.of();
        while (blocked.isEmpty() && !Thread.currentThread().isInterrupted()) {
            blocked = customers.select("select pid from pg_stat_activity where datname = current_database()"
                    + " and wait_event_type = 'Lock'");
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Also a request that holds the only connection of a pool makes the first key of somebody. */
    @Test
    void needsNoSecondConnectionOfThePoolThatTheRequestHasOneOf() throws Exception {
        Customers customers = Customers.on(Database.POSTGRESQL);
        CyclicBarrier allHoldOne = new CyclicBarrier(WRITERS);
        List<Future<Boolean>> requests = new ArrayList<>();
        List<Connection> pool = new ArrayList<>(); // all that there are
        for (int i = 0; i < WRITERS; i++) {
            pool.add(customers.database.getConnection());
        }
        for (int i = 0; i < WRITERS; i++) {
            Connection connection = pool.get(i);
            long id = i;
            requests.add(threads.submit(() -> {
                connection.setAutoCommit(false);
                allHoldOne.await(1, TimeUnit.MINUTES);
                customers.save(connection, id, Customers.subject("request-" + id), "new@example.com");
                connection.commit();
                return true;
            }));
        }
        for (Future<Boolean> request : requests) {
            assertThat(request.get(1, TimeUnit.MINUTES)).isTrue();
        }
        for (Connection connection : pool) {
            connection.close();
        }
    }
}
