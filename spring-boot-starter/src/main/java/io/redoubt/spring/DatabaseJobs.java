package io.redoubt.spring;

import io.redoubt.field.jdbc.FieldInventory;
import io.redoubt.field.jdbc.InventoryReport;
import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.ReencryptionJobs;
import io.redoubt.field.jdbc.RowFailure;
import io.redoubt.field.jdbc.Worker;
import java.util.List;
import java.util.Optional;

/**
 * Jobs and inventory as the engine has them.
 *
 * @param jobs of the database
 * @param fields of the same
 */
record DatabaseJobs(ReencryptionJobs jobs, FieldInventory fields) implements FieldJobs {

    @Override
    public List<JobStatus> latest() {
        return jobs.latest();
    }

    @Override
    public Optional<JobStatus> status(long job) {
        return jobs.status(job);
    }

    @Override
    public JobStatus start(JobPlan plan) {
        return jobs.start(plan);
    }

    @Override
    public JobStatus pause(long job) {
        return jobs.pause(job);
    }

    @Override
    public JobStatus resume(long job) {
        return jobs.resume(job);
    }

    @Override
    public JobStatus cancel(long job) {
        return jobs.cancel(job);
    }

    @Override
    public JobStatus work(long job, Worker worker) throws InterruptedException {
        return jobs.work(job, worker);
    }

    @Override
    public List<RowFailure> failures(long job) {
        return jobs.failures(job);
    }

    @Override
    public InventoryReport inventory() {
        return fields.take();
    }
}
