package io.redoubt.field.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.field.FieldCipher;
import io.redoubt.field.SubjectErasedException;
import io.redoubt.field.SubjectKeys;
import io.redoubt.key.KeyState;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Subject;
import io.redoubt.key.SubjectKey;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs over values of people, some of whom are erased. */
class ReencryptionSubjectsTest {

    private static final Set<Integer> BREAKS = Set.of(3, 7, 8, 20);
    private static final ServiceKeyset NEW = TestKeysets.empty()
            .suite(Suite.A256GCM)
            .epoch(1, KeyState.DECRYPT_ONLY)
            .epoch(2, KeyState.PRIMARY)
            .open();

    @ParameterizedTest
    @EnumSource
    void wrapsKeysAnewAndCountsWhoWasErased(Database kind) throws Exception {
        Customers before = filled(kind, 5);
        before.store.erase(Customers.ADA, "support-7", "letter");
        Customers after = Customers.process(before.database, NEW);

        JobStatus status = renewed(after);

        assertThat(status.isGood()).isTrue();
        assertThat(status.rows()).isEqualTo(new RowCounts(12, 6, 6, 0, 0)); // 10 rows and 2 keys
        assertThat(after.select("select epoch from redoubt_subject_key where wrapped is not null"))
                .containsExactly(2);
        for (long id = 101; id <= 105; id++) {
            assertThat(after.email(id, Customers.BOB)).isEqualTo("bob" + id + "@example.com");
        }
        assertThat(after.find("bob101@example.com")).containsExactly(101L);
        assertThat(renewed(after).rows()).isEqualTo(new RowCounts(12, 0, 6, 0, 0));
    }

    /** What an instance still has in memory gives nobody back the codes by which he was found. */
    @ParameterizedTest
    @EnumSource
    void makesNoCodesAnewForSomebodyWhoseKeyItRemembers(Database kind) throws Exception {
        Customers before = filled(kind, 1);
        Customers worker = Customers.process(before.database, NEW);
        renewed(worker);
        assertThat(worker.email(1, Customers.ADA)).isEqualTo("ada1@example.com");
        Customers.process(worker.database, NEW).store.erase(Customers.ADA, "support-7", "letter");

        JobStatus status = renewed(worker); // within the minute

        assertThat(worker.select("select email_bidx from customer where id = 1"))
                .containsExactly((Object) null);
        assertThat(worker.find("ada1@example.com")).isEmpty();
        assertThat(status.rows()).isEqualTo(new RowCounts(4, 0, 2, 0, 0));
    }

    /** Nor does it seal what was erased under the key that somebody was given since. */
    @ParameterizedTest
    @EnumSource
    void bringsNothingBackForSomebodyWhoWasReinstated(Database kind) throws Exception {
        Customers before = filled(kind, 1);
        Customers worker = Customers.process(before.database, NEW);
        assertThat(worker.email(1, Customers.ADA)).isEqualTo("ada1@example.com");
        Customers other = Customers.process(worker.database, NEW);
        other.store.erase(Customers.ADA, "support-7", "letter");
        other.store.reinstate(Customers.ADA, "support-7", "a mistake");

        renewed(worker); // within the minute

        assertThat(worker.find("ada1@example.com")).isEmpty();
        Customers reader = Customers.process(worker.database, NEW);
        assertThatThrownBy(() -> reader.email(1, Customers.ADA)).isInstanceOf(SubjectErasedException.class);
    }

    /** The keys of people are read on connections of their own, which break as well. */
    @ParameterizedTest
    @EnumSource
    void goesOnAfterAKeyCouldNotBeReadForAWhile(Database kind) throws Exception {
        Customers worker = Customers.process(filled(kind, 5).database, NEW);
        AtomicInteger reads = new AtomicInteger();
        SubjectKeys breaking = new SubjectKeys() {
            @Override
            public Optional<SubjectKey> current(Subject subject) throws AEADBadTagException {
                if (BREAKS.contains(reads.incrementAndGet())) {
                    throw new FieldStoreException("the key of a subject could not be read", "08006");
                }
                return worker.store.current(subject);
            }

            @Override
            public Optional<SubjectKey> numbered(Subject subject, long number) throws AEADBadTagException {
                return worker.store.numbered(subject, number);
            }
        };
        FieldCipher cipher = FieldCipher.of(NEW, worker.events::add).with(breaking);
        ReencryptionJobs jobs = ReencryptionJobs.of(worker.database, Customers.LOCK, NEW, cipher)
                .in(System::nanoTime, duration -> {});

        JobStatus status = jobs.work(
                jobs.start(JobPlan.renewal()).id(), Worker.named("one").inPagesOf(2));

        assertThat(status.rows()).isEqualTo(new RowCounts(12, 12, 0, 0, 0));
    }

    private static Customers filled(Database kind, int each) {
        Customers customers = Customers.on(kind);
        for (long id = 1; id <= each; id++) {
            customers.save(id, Customers.ADA, "ada" + id + "@example.com");
            customers.save(100 + id, Customers.BOB, "bob" + (100 + id) + "@example.com");
        }
        return customers;
    }

    private static JobStatus renewed(Customers worker) throws InterruptedException {
        ReencryptionJobs jobs = ReencryptionJobs.of(
                        worker.database, Customers.LOCK, NEW, FieldCipher.of(NEW, worker.events::add))
                .with(worker.store);
        return jobs.work(jobs.start(JobPlan.renewal()).id(), Worker.named("one").inPagesOf(3));
    }
}
