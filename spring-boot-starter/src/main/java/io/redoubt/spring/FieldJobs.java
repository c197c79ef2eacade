package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.field.jdbc.InventoryReport;
import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.RowFailure;
import io.redoubt.field.jdbc.Worker;
import java.util.List;
import java.util.Optional;

/** The jobs and the inventory of one database. Each method asks it. Thread-safe. */
interface FieldJobs {

    List<JobStatus> latest();

    Optional<JobStatus> status(long job);

    /**
     * {@return the job, new or the same that is unfinished}
     *
     * @throws ConfigurationException if another one is unfinished
     */
    JobStatus start(JobPlan plan);

    JobStatus pause(long job);

    JobStatus resume(long job);

    JobStatus cancel(long job);

    /** Returns when nothing is left, or nobody may work on the job. */
    JobStatus work(long job, Worker worker) throws InterruptedException;

    List<RowFailure> failures(long job);

    InventoryReport inventory();
}
