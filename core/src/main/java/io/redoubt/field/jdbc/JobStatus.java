package io.redoubt.field.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a job has come, all who work on it together. Immutable and thread-safe.
 *
 * @param id the job
 * @param kind what it does
 * @param state where it stands
 * @param rows what became of rows so far
 * @param estimatedRows how many rows there are, as the statistics of the database say, if they do
 * @param workers how many are at work, their leases not being over
 * @param problems tables that cannot be worked on, and why
 * @param startedAt when it was started, by the database's clock
 * @param finishedAt when it ended, if it has
 * @since 0.1.0
 */
public record JobStatus(
        long id,
        JobPlan.Kind kind,
        State state,
        RowCounts rows,
        Optional<Long> estimatedRows,
        int workers,
        List<String> problems,
        Instant startedAt,
        Optional<Instant> finishedAt) {

    /**
     * Accepts a status.
     *
     * @param id the job
     * @param kind what it does
     * @param state where it stands
     * @param rows what became of rows so far
     * @param estimatedRows how many rows there are
     * @param workers how many are at work
     * @param problems tables that cannot be worked on
     * @param startedAt when it was started
     * @param finishedAt when it ended
     */
    public JobStatus {
        problems = List.copyOf(problems);
    }

    /** {@return whether it has ended, and every row is as it is to be} */
    public boolean isGood() {
        return state == State.FINISHED && rows.failed() == 0 && rows.contested() == 0 && problems.isEmpty();
    }

    /** {@return whether somebody may still work on it} */
    public boolean isUnfinished() {
        return state == State.RUNNING || state == State.PAUSED;
    }

    /**
     * Where a job stands.
     *
     * @since 0.1.0
     */
    public enum State {
        /** Whoever comes works on it. */
        RUNNING("running"),
        /** Nobody works on it until it is resumed. */
        PAUSED("paused"),
        /** Given up; what was written stays. */
        CANCELLED("cancelled"),
        /** Every row was looked at. */
        FINISHED("finished");

        private final String id;

        State(String id) {
            this.id = id;
        }

        /** {@return the name in tables and answers, which never changes} */
        public String id() {
            return id;
        }
    }
}
