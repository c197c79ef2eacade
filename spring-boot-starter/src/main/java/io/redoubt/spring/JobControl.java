package io.redoubt.spring;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.field.FieldLock;
import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.field.jdbc.JobStatus;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does with jobs what somebody asks for, and tells who it was. Thread-safe.
 *
 * @param jobs the jobs of the database
 * @param board learns of each change
 * @param worker goes on with them at once
 * @param lock the fields that there are
 * @param listener is told of each change
 * @param pseudonyms name who asks
 */
record JobControl(
        FieldJobs jobs,
        JobBoard board,
        FieldJobWorker worker,
        Supplier<FieldLock> lock,
        SecurityEventListener listener,
        CallerPseudonyms pseudonyms) {

    private static final String INVENTORY = "inventory";

    Map<String, Object> start(JobRequest request, @Nullable Principal principal) throws JobRequest.Refused {
        JobPlan plan = request.plan(lock.get());
        return done("start", jobs.start(plan), principal);
    }

    Map<String, Object> pause(JobRequest request, @Nullable Principal principal) throws JobRequest.Refused {
        return change("pause", request, jobs::pause, principal);
    }

    Map<String, Object> resume(JobRequest request, @Nullable Principal principal) throws JobRequest.Refused {
        return change("resume", request, jobs::resume, principal);
    }

    Map<String, Object> cancel(JobRequest request, @Nullable Principal principal) throws JobRequest.Refused {
        return change("cancel", request, jobs::cancel, principal);
    }

    private Map<String, Object> change(
            String action, JobRequest request, LongFunction<JobStatus> change, @Nullable Principal principal)
            throws JobRequest.Refused {
        long job = request.number();
        JobStatus before = jobs.status(job).orElseThrow(JobRequest::noSuchJob);
        if (!before.isUnfinished()) {
            throw JobRequest.over();
        }
        return done(action, change.apply(job), principal);
    }

    private Map<String, Object> done(String action, JobStatus status, @Nullable Principal principal) {
        listener.on(
                new SecurityEvent.FieldJob(action, status.id(), status.kind().id(), pseudonyms.of(principal)));
        board.job(status);
        worker.wake();
        return JobView.of(KnownJob.of(status, List.of()), board.known());
    }

    /** {@return that one is taken in the background} */
    Map<String, Object> inventory(JobRequest request, @Nullable Principal principal) throws JobRequest.Refused {
        request.checkEmpty();
        listener.on(new SecurityEvent.FieldJob(INVENTORY, 0, INVENTORY, pseudonyms.of(principal)));
        worker.takeInventory();
        return Map.of(INVENTORY, "wanted");
    }
}
