package io.redoubt.field.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database that does not take what a job writes. */
class ReencryptionRefusalTest {

    private static final int ROWS = 500;

    @Test
    void saysThatTheDiskIsFullAndGoesOnLater() throws Exception {
        Members members = Members.on(Database.POSTGRESQL).fill(1, ROWS);
        raise(members, "53100", "new.id = 250");
        ReencryptionJobs jobs = members.jobs();
        long job = jobs.start(JobPlan.renewal()).id();

        assertThatThrownBy(() -> jobs.work(job, Worker.named("one").inPagesOf(100)))
                .isInstanceOf(FieldStoreException.class)
                .hasMessage("the job cannot go on (SQLSTATE 53100)")
                .hasNoCause();
        JobStatus stopped = jobs.status(job).orElseThrow();
        assertThat(stopped.state()).isEqualTo(JobStatus.State.RUNNING);
        assertThat(stopped.rows()).isEqualTo(new RowCounts(200, 200, 0, 0, 0));
        assertThat(members.column("select count(*) from member where get_byte(email_bidx, 1) = 2"))
                .containsExactly(200L);

        members.execute("drop trigger refuses on member");
        assertThat(jobs.work(job, Worker.named("one")).rows()).isEqualTo(new RowCounts(ROWS, ROWS, 0, 0, 0));
        assertThat(members.wrong()).isEmpty();
    }

    /** One row that the database refuses does not keep all others behind it from being done. */
    @ParameterizedTest
    @CsvSource({"23514", "23505", "22001", "P0001"})
    void reportsARowThatTheDatabaseRefusesAndGoesOn(String state) {
        Members members = Members.on(Database.POSTGRESQL).fill(1, ROWS);
        raise(members, state, "new.id in (250, 251)");

        JobStatus status = members.renewed();

        assertThat(status.state()).isEqualTo(JobStatus.State.FINISHED);
        assertThat(status.rows()).isEqualTo(new RowCounts(ROWS, ROWS - 2, 0, 2, 0));
        assertThat(members.jobs().failures(status.id()))
                .containsExactly(
                        new RowFailure("member", "250", "member.email", "row.refused"),
                        new RowFailure("member", "250", "member.note", "row.refused"),
                        new RowFailure("member", "251", "member.email", "row.refused"),
                        new RowFailure("member", "251", "member.note", "row.refused"));

        members.execute("drop trigger refuses on member");
        assertThat(members.renewed().rows()).isEqualTo(new RowCounts(ROWS, 2, 0, 0, 0));
        assertThat(members.wrong()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void reportsARowThatAConstraintRefusesAndGoesOn(Database kind) {
        Members members = Members.on(kind).fill(1, ROWS);
        String email = (String)
                members.column("select email from member where id = 250").get(0);
        members.execute("alter table member add constraint stays check (id <> 250 or email = '" + email + "')");

        JobStatus status = members.renewed();

        assertThat(status.rows()).isEqualTo(new RowCounts(ROWS, ROWS - 1, 0, 1, 0));
        assertThat(members.jobs().failures(status.id()))
                .extracting(RowFailure::key, RowFailure::code)
                .containsOnly(tuple("250", "row.refused"));
    }

    /** A job that has seen few of the rows would look good. */
    @Test
    void refusesATableOfWhichAPolicyHidesRows() throws Exception {
        Members members = Members.on(Database.POSTGRESQL).fill(1, 10);
        members.execute("create role tenant_7 login");
        members.execute("grant all on all tables in schema public to tenant_7");
        members.execute("alter table member enable row level security");
        members.execute("create policy few on member using (id < 3)");
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(((PGSimpleDataSource) members.database).getURL());
        database.setUser("tenant_7");
        ReencryptionJobs jobs = Members.in(database).jobs();

        JobStatus status = jobs.work(jobs.start(JobPlan.renewal()).id(), Worker.named("one"));

        assertThat(status.isGood()).isFalse();
        assertThat(status.problems()).singleElement().asString().contains("row security");
        assertThat(members.renewed().rows()).isEqualTo(new RowCounts(10, 10, 0, 0, 0)); // its owner
    }

    /** Found by review: it ended the job with an exception that said nothing. */
    @Test
    void saysThatARowIsNamedByANumberThatIsNone() {
        Members members = Members.on(Database.POSTGRESQL).fill(1, 3);
        members.execute("alter table member alter column id type numeric");
        members.execute("update member set id = 10000000000000000000000 where id = 3");
        ReencryptionJobs jobs = members.jobs();
        long job = jobs.start(JobPlan.renewal()).id();

        assertThatThrownBy(() -> jobs.work(job, Worker.named("one")))
                .isInstanceOf(FieldStoreException.class)
                .hasMessageContaining("more than 64 bits");
    }

    private static void raise(Members members, String state, String when) {
        members.execute("create function refuse() returns trigger language plpgsql as $$ begin if " + when
                + " then raise exception 'secret' using errcode = '" + state + "'; end if; return new; end $$");
        members.execute("create trigger refuses before update on member for each row execute function refuse()");
    }
}
