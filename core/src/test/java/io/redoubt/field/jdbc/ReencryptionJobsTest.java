package io.redoubt.field.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.field.FieldLock;
import io.redoubt.field.FieldRenewal;
import io.redoubt.field.FieldType;
import io.redoubt.field.LockedField;
import io.redoubt.field.Migration;
import io.redoubt.key.FieldName;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One worker, and everything that a job does with rows that are as they should be, and with those that are not. */
class ReencryptionJobsTest {

    private static RowCounts counts(long seen, long renewed, long erased, long failed) {
        return new RowCounts(seen, renewed, erased, failed, 0);
    }

    @ParameterizedTest
    @EnumSource
    void sealsEveryRowAnewAndNoneASecondTime(Database kind) {
        Members members = Members.on(kind).fill(1, 1_234);

        JobStatus first = members.renewed();
        List<String> after = members.all();
        JobStatus second = members.renewed();

        assertThat(first.isGood()).isTrue();
        assertThat(first.rows()).isEqualTo(counts(1_234, 1_234, 0, 0));
        assertThat(members.wrong()).isEmpty();
        assertThat(second.id()).isEqualTo(first.id() + 1);
        assertThat(second.rows()).isEqualTo(counts(1_234, 0, 0, 0));
        assertThat(members.all()).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource
    void doesOneFieldAloneWhereThatIsAsked(Database kind) {
        Members members = Members.on(kind).fill(1, 10);

        JobStatus status = members.renewed(new JobPlan(JobPlan.Kind.RENEW, Set.of(Members.NOTE)));

        assertThat(status.isGood()).isTrue();
        assertThat(members.column("select email from member"))
                .allSatisfy(email -> assertThat(Members.epoch((String) email)).isEqualTo(1));
        assertThat(members.renewed().isGood()).isTrue();
        assertThat(members.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void opensEverythingAndWritesNothingInAnAudit(Database kind) {
        Members members = Members.on(kind).fill(1, 250);
        members.execute("update member set email_bidx = (select email_bidx from member where id = 7) where id = 8");
        List<String> before = members.all();

        JobStatus status = members.renewed(JobPlan.audit());

        assertThat(status.rows()).isEqualTo(counts(250, 0, 0, 1));
        assertThat(status.isGood()).isFalse();
        assertThat(members.jobs().failures(status.id()))
                .containsExactly(new RowFailure("member", "8", "member.email", "field.tampered"));
        assertThat(members.all()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void reportsWhatDoesNotOpenAndGoesOn(Database kind) {
        Members members = Members.on(kind).fill(1, 500);
        members.execute("update member set email = (select email from member where id = 1) where id = 300");
        members.execute("update member set email = 'planted' where id = 400");
        Object misplaced =
                members.column("select email from member where id = 300").get(0);

        JobStatus status = members.renewed();

        assertThat(status.state()).isEqualTo(JobStatus.State.FINISHED);
        assertThat(status.isGood()).isFalse();
        assertThat(status.rows()).isEqualTo(counts(500, 500, 0, 2)); // the note of the two rows is good
        assertThat(members.jobs().failures(status.id()))
                .containsExactly(
                        new RowFailure("member", "300", "member.email", "field.tampered"),
                        new RowFailure("member", "400", "member.email", "field.plaintext"));
        assertThat(members.column("select email from member where id = 300")).containsExactly(misplaced);
        assertThat(members.column("select email from member where id = 400")).containsExactly("planted");
        assertThat(members.events).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void countsAllFailuresAndKeepsAThousand(Database kind) {
        Members members = Members.on(kind).fill(1, 1_500);
        members.execute("update member set email = 'planted'");

        JobStatus status = members.renewed();

        assertThat(status.rows().failed()).isEqualTo(1_500);
        assertThat(members.jobs().failures(status.id())).hasSize(1_000);
    }

    @ParameterizedTest
    @EnumSource
    void reportsARowWhoseIdWasChanged(Database kind) {
        Members members = Members.on(kind).fill(1, 3);
        members.execute("update member set id = 99 where id = 2");

        JobStatus status = members.renewed();

        assertThat(members.jobs().failures(status.id()))
                .extracting(RowFailure::key, RowFailure::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("99", "member.email"),
                        org.assertj.core.groups.Tuple.tuple("99", "member.note"));
    }

    @ParameterizedTest
    @EnumSource
    void reportsAValueWhoseOwnerIsGone(Database kind) {
        Members members = Members.on(kind).fill(1, 3);
        members.execute("update member set owner = null where id = 2");

        assertThat(members.jobs().failures(members.renewed().id()))
                .containsExactly(new RowFailure("member", "2", "member.note", "field.misplaced"));
    }

    @ParameterizedTest
    @EnumSource
    void leavesNullAsItIs(Database kind) {
        Members members = Members.on(kind).fill(1, 3);
        members.execute("update member set email = null, email_bidx = null, note = null, owner = null");

        assertThat(members.renewed().rows()).isEqualTo(counts(3, 0, 0, 0));
    }

    /** Somebody else deletes, changes and locks rows between the moment when they are read and that when they are written. */
    @ParameterizedTest
    @EnumSource
    void losesNoWriteThatComesBetween(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, 10);
        String later = members.cipher.sealText(Members.email(4), FieldType.TEXT, "later@example.com");
        List<StoredRow> page = new ArrayList<>();
        JobTarget.Resolved target = target(members);
        members.doing(connection -> page.addAll(target.table().page(connection, RowSpan.from(Optional.empty()), 10)));
        List<Change> changes = members.doing(connection -> page.stream()
                .map(row -> new Change(row, target.within(connection).renew(row).values()))
                .toList());
        members.execute("delete from member where id = 3");
        members.execute("update member set email = '" + later + "' where id = 4");

        List<StoredRow> missed =
                members.doing(connection -> target.table().update().write(connection, changes));

        assertThat(missed).extracting(StoredRow::key).containsExactly(List.of(3L), List.of(4L));
        assertThat(members.column("select email from member where id = 4")).containsExactly(later);
        assertThat(members.column("select id from member")).hasSize(9);
    }

    private static JobTarget.Resolved target(Members members) {
        return members.doing(connection -> new FieldsTarget(
                        "member",
                        List.of(Members.LOCKED_EMAIL),
                        (transaction, fields) ->
                                List.of(FieldRenewal.of(members.cipher, Members.NEW, Members.LOCKED_EMAIL)),
                        JobPlan.Kind.RENEW)
                .resolve(connection));
    }

    /** Who never waits for a row is part of no deadlock, of which the service might be the victim. */
    @Test
    void doesNotWaitForARowThatTheServiceHolds() throws Exception {
        Members members = Members.on(Database.POSTGRESQL).fill(1, 10);
        AtomicInteger pauses = new AtomicInteger();
        try (Connection service = members.database.getConnection()) {
            service.setAutoCommit(false);
            service.createStatement().execute("select 1 from member where id = 5 for update");
            ReencryptionJobs jobs = members.jobs().in(System::nanoTime, duration -> pauses.incrementAndGet());

            JobStatus status = jobs.work(jobs.start(JobPlan.renewal()).id(), Worker.named("one"));

            assertThat(status.rows()).isEqualTo(new RowCounts(10, 9, 0, 0, 1));
            assertThat(status.isGood()).isFalse();
            assertThat(pauses).hasValue(19);
        }
        assertThat(members.renewed().rows()).isEqualTo(counts(10, 1, 0, 0));
        assertThat(members.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhereItWasPaused(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, 1_000);
        ReencryptionJobs jobs = members.jobs();
        long job = jobs.start(JobPlan.renewal()).id();

        JobStatus paused = jobs.work(job, Worker.named("one").inPagesOf(100).telling(status -> {
            if (status.rows().seen() >= 100) {
                jobs.pause(job);
            }
        }));
        assertThat(paused.state()).isEqualTo(JobStatus.State.PAUSED);
        long seen = paused.rows().seen();
        assertThat(seen).isBetween(100L, 900L);
        assertThat(jobs.work(job, Worker.named("two")).rows().seen()).isEqualTo(seen);

        assertThat(jobs.resume(job).state()).isEqualTo(JobStatus.State.RUNNING);
        JobStatus finished = jobs.work(job, Worker.named("two"));
        assertThat(finished.rows()).isEqualTo(counts(1_000, 1_000, 0, 0));
        assertThat(members.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void endsForGoodWhenItIsCancelled(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, 10);
        ReencryptionJobs jobs = members.jobs();
        long job = jobs.start(JobPlan.renewal()).id();

        assertThat(jobs.cancel(job).state()).isEqualTo(JobStatus.State.CANCELLED);
        assertThat(jobs.resume(job).state()).isEqualTo(JobStatus.State.CANCELLED);
        assertThat(jobs.work(job, Worker.named("one")).rows().seen()).isZero();
        assertThat(jobs.start(JobPlan.renewal()).id()).isEqualTo(job + 1);
        assertThat(jobs.latest()).extracting(JobStatus::id).containsExactly(job + 1, job);
    }

    @ParameterizedTest
    @EnumSource
    void isJoinedByWhoWantsTheSameAndRefusedToOthers(Database kind) {
        Members members = Members.on(kind).fill(1, 10);
        ReencryptionJobs jobs = members.jobs();
        long job = jobs.start(JobPlan.renewal()).id();

        assertThat(jobs.start(JobPlan.renewal()).id()).isEqualTo(job);
        assertThatThrownBy(() -> jobs.start(JobPlan.audit()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("unfinished");
        assertThatThrownBy(() -> jobs.start(new JobPlan(JobPlan.Kind.RENEW, Set.of(new FieldName("no", "field")))))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> jobs.pause(77)).isInstanceOf(ConfigurationException.class);
        assertThat(jobs.status(77)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhereATableHasNoPrimaryKeyAndDoesTheOthers(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, 10);
        members.execute("create table tag (member bigint, text varchar(100))");
        FieldName name = new FieldName("member", "tags");
        LockedField tags = new LockedField(
                name,
                Members.LOCKED_EMAIL.purpose(),
                "text",
                1,
                Migration.ENCRYPTED_ONLY,
                "tag",
                "text",
                LockedField.Form.TEXT,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        FieldLock lock = FieldLock.of(List.of(Members.LOCKED_EMAIL, Members.LOCKED_NOTE, tags));
        ReencryptionJobs jobs = ReencryptionJobs.of(members.database, lock, Members.NEW, members.cipher);

        JobStatus status = jobs.work(jobs.start(JobPlan.renewal()).id(), Worker.named("one"));

        assertThat(status.rows()).isEqualTo(counts(10, 10, 0, 0));
        assertThat(status.isGood()).isFalse();
        assertThat(status.problems()).singleElement().asString().contains("names no primary key of the table tag");
    }

    @Test
    void saysThatItsTablesAreMissing() {
        Members members = Members.on(Database.POSTGRESQL).fill(1, 1);
        members.execute("drop table redoubt_job_range");

        ReencryptionJobs jobs = members.jobs();
        assertThatThrownBy(() -> jobs.start(JobPlan.renewal()))
                .isInstanceOf(FieldStoreException.class)
                .hasMessageContaining("create the tables that 'redoubt fields schema' prints")
                .hasNoCause();
    }

    @Test
    void holdsItsRate() throws Exception {
        Members members = Members.on(Database.H2).fill(1, 1_000);
        AtomicLong time = new AtomicLong();
        List<Duration> pauses = new ArrayList<>();
        ReencryptionJobs jobs = members.jobs().in(time::get, duration -> {
            pauses.add(duration);
            time.addAndGet(duration.toNanos());
        });

        jobs.work(jobs.start(JobPlan.renewal()).id(), Worker.named("one").atMost(100));

        // Pages of at most five seconds; 1,000 rows at 100 rows a second last ten.
        assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void makesNoBurstOfTimeThatItDidNotUse() throws Exception {
        AtomicLong time = new AtomicLong();
        List<Duration> pauses = new ArrayList<>();
        RowRate rate = new RowRate(OptionalInt.of(10), time::get, pauses::add);

        time.addAndGet(Duration.ofHours(1).toNanos());
        rate.passed(10);
        rate.passed(10);
        time.addAndGet(Duration.ofMillis(300).toNanos());
        rate.passed(5);

        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(1_200));
    }

    @ParameterizedTest
    @EnumSource
    void stopsAfterThePageWhenItsThreadIsInterrupted(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, 1_000);
        ReencryptionJobs jobs = members.jobs();
        long job = jobs.start(JobPlan.renewal()).id();

        assertThatThrownBy(() -> jobs.work(
                        job,
                        Worker.named("one")
                                .inPagesOf(100)
                                .telling(status -> Thread.currentThread().interrupt())))
                .isInstanceOf(InterruptedException.class);
        assertThat(members.column("select lease_until from redoubt_job_range")).containsExactly(0L);

        JobStatus status = jobs.work(job, Worker.named("two"));
        assertThat(status.isGood()).isTrue();
        assertThat(status.rows()).isEqualTo(counts(1_000, 1_000, 0, 0));
        assertThat(members.wrong()).isEmpty();
    }
}
