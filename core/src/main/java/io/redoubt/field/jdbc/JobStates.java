package io.redoubt.field.jdbc;

import io.redoubt.ConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where the jobs of one service stand. Thread-safe.
 *
 * @param service whose jobs they are: several services may share a database
 */
record JobStates(String service) {

    boolean isRunning(JobConnection database, long job) throws SQLException, LeaseLostException {
        return database.read(connection -> job(connection, job)).state() == JobStatus.State.RUNNING;
    }

    /** {@return whether nothing was left, and the job has ended} */
    boolean finishIfDone(JobConnection database, long job) throws SQLException, LeaseLostException {
        return database.write(connection -> {
            boolean isDone = JobRanges.isDone(connection, job);
            if (isDone) {
                JobTables.move(connection, job, JobStatus.State.FINISHED, true);
            }
            return isDone;
        });
    }

    JobStatus status(JobConnection database, long job) throws SQLException, LeaseLostException {
        return database.read(connection -> status(connection, job(connection, job)));
    }

    static JobStatus status(Connection connection, JobRow job) throws SQLException {
        return new JobStatus(
                job.id(),
                job.kind(),
                job.state(),
                JobTables.counts(connection, job.id()),
                JobTables.estimated(connection, job.id()),
                JobRanges.held(connection, job.id()),
                JobTables.problems(connection, job.id()),
                job.startedAt(),
                job.finishedAt());
    }

    JobRow job(Connection connection, long job) throws SQLException {
        return find(connection, job)
                .orElseThrow(() -> new ConfigurationException(
                        "job", "there is no job " + job + " of " + service, "look at the latest ones"));
    }

    Optional<JobRow> find(Connection connection, long job) throws SQLException {
        return JobTables.job(connection, service, job);
    }
}
