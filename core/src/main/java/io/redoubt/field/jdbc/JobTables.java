package io.redoubt.field.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The statements on the tables of jobs as a whole: {@code redoubt_job}, {@code redoubt_job_table}, {@code redoubt_job_failure}. */
final class JobTables {

    /** Of each job; all are counted. */
    static final int MAX_FAILURES = 1_000;

    private static final String COUNTS = "seen, renewed, erased, failed, contested";
    private static final int LATEST = 20;

    private JobTables() {}

    /** {@return the time of the database, the only clock that all who work on a job have in common, in milliseconds} */
    static long now(Connection connection) throws SQLException {
        return Dialect.of(connection).now(connection);
    }

    static void insert(Connection connection, long id, String service, JobPlan.Kind kind, String fields)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into redoubt_job (id, service, active, kind, fields, state, started_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, service);
            insert.setString(3, service);
            insert.setString(4, kind.id());
            insert.setString(5, fields);
            insert.setString(6, JobStatus.State.RUNNING.id());
            insert.setLong(7, now(connection));
            insert.executeUpdate();
        }
    }

    static void insertTable(
            Connection connection,
            long job,
            int number,
            String name,
            Optional<Long> estimated,
            Optional<String> problem)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into redoubt_job_table (job, number, name, exhausted, problem, estimated, " + COUNTS
                        + ") values (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)")) {
            insert.setLong(1, job);
            insert.setInt(2, number);
            insert.setString(3, name);
            insert.setBoolean(4, problem.isPresent());
            insert.setString(5, problem.orElse(null));
            insert.setObject(6, estimated.orElse(null), java.sql.Types.BIGINT);
            insert.executeUpdate();
        }
    }

    static long nextId(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select coalesce(max(id), 0) + 1 from redoubt_job");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** {@return the unfinished job of a service} */
    static Optional<JobRow> active(Connection connection, String service) throws SQLException {
        return jobs(connection, " where active = ?", service).stream().findFirst();
    }

    static Optional<JobRow> job(Connection connection, String service, long id) throws SQLException {
        return jobs(connection, " where service = ? and id = " + id, service).stream()
                .findFirst();
    }

    static List<JobRow> latest(Connection connection, String service) throws SQLException {
        return jobs(connection, " where service = ? order by id desc limit " + LATEST, service);
    }

    private static List<JobRow> jobs(Connection connection, String condition, String service) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select id, kind, fields, state, started_at, finished_at from redoubt_job" + condition)) {
            select.setString(1, service);
            try (ResultSet rows = select.executeQuery()) {
                List<JobRow> jobs = new ArrayList<>();
                while (rows.next()) {
                    jobs.add(row(rows));
                }
                return jobs;
            }
        }
    }

    private static JobRow row(ResultSet row) throws SQLException {
        String kind = row.getString(2);
        String state = row.getString(4);
        long finished = row.getLong(6);
        return new JobRow(
                row.getLong(1),
                Stream.of(JobPlan.Kind.values())
                        .filter(it -> it.id().equals(kind))
                        .findAny()
                        .orElseThrow(),
                row.getString(3),
                Stream.of(JobStatus.State.values())
                        .filter(it -> it.id().equals(state))
                        .findAny()
                        .orElseThrow(),
                Instant.ofEpochMilli(row.getLong(5)),
                finished == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(finished)));
    }

    /** {@return the numbers of the tables of a job that can be worked on, by name} */
    static Map<String, Integer> targets(Connection connection, long job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select name, number from redoubt_job_table where job = ? and problem is null order by number")) {
            select.setLong(1, job);
            try (ResultSet rows = select.executeQuery()) {
                Map<String, Integer> targets = new LinkedHashMap<>();
                while (rows.next()) {
                    targets.put(rows.getString(1), rows.getInt(2));
                }
                return targets;
            }
        }
    }

    /** Moves an unfinished job into another state; whoever ended it before has ended it. */
    static void move(Connection connection, long job, JobStatus.State to, boolean ends) throws SQLException {
        String end = ends ? ", active = null, finished_at = " + now(connection) : "";
        try (PreparedStatement update = connection.prepareStatement(
                "update redoubt_job set state = ?" + end + " where id = ? and active is not null")) {
            update.setString(1, to.id());
            update.setLong(2, job);
            update.executeUpdate();
        }
    }

    /** {@return what all who work on it have done, finished ranges and those that are not, at one moment} */
    static RowCounts counts(Connection connection, long job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce(sum(seen), 0), coalesce(sum(renewed), 0), coalesce(sum(erased), 0),"
                        + " coalesce(sum(failed), 0), coalesce(sum(contested), 0) from (select " + COUNTS
                        + " from redoubt_job_table where job = ? union all select " + COUNTS
                        + " from redoubt_job_range where job = ?) done")) {
            select.setLong(1, job);
            select.setLong(2, job);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new RowCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
            }
        }
    }

    /** {@return how many rows there are in all tables; nothing if that is not known of one} */
    static Optional<Long> estimated(Connection connection, long job) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select sum(estimated), count(*) - count(estimated) from redoubt_job_table"
                        + " where job = ? and problem is null")) {
            select.setLong(1, job);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(2) > 0 ? Optional.empty() : Optional.of(row.getLong(1));
            }
        }
    }

    static List<String> problems(Connection connection, long job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select problem from redoubt_job_table where job = ? and problem is not null order by number")) {
            select.setLong(1, job);
            try (ResultSet rows = select.executeQuery()) {
                List<String> problems = new ArrayList<>();
                while (rows.next()) {
                    problems.add(rows.getString(1));
                }
                return problems;
            }
        }
    }

    static void insertFailures(Connection connection, Lease lease, List<FailedValue> failures) throws SQLException {
        int room = MAX_FAILURES - failures(connection, lease.job());
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into redoubt_job_failure (job, number, row_key, field, code) values (?, ?, ?, ?, ?)")) {
            for (FailedValue failure : failures.subList(0, Math.max(0, Math.min(room, failures.size())))) {
                insert.setLong(1, lease.job());
                insert.setInt(2, lease.target());
                insert.setString(3, failure.key());
                insert.setString(4, failure.field());
                insert.setString(5, failure.code());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static int failures(Connection connection, long job) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select count(*) from redoubt_job_failure where job = ?")) {
            select.setLong(1, job);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    static List<RowFailure> readFailures(Connection connection, long job) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select t.name, f.row_key, f.field, f.code from redoubt_job_failure f"
                        + " join redoubt_job_table t on t.job = f.job and t.number = f.number"
                        + " where f.job = ? order by t.number, f.row_key, f.field")) {
            select.setLong(1, job);
            try (ResultSet rows = select.executeQuery()) {
                List<RowFailure> failures = new ArrayList<>();
                while (rows.next()) {
                    failures.add(
                            new RowFailure(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
                return failures;
            }
        }
    }

    /** One value that failed, and the key of its row for people. */
    record FailedValue(String key, String field, String code) {}
}
