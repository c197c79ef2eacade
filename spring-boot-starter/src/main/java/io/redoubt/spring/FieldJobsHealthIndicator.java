package io.redoubt.spring;

import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.field.jdbc.JobStatus;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells how stored values do: up, degraded while the last job or audit found values that do not open, or jobs do not go on. A restart
 * or less load mends neither, so it belongs into no probe.
 */
record FieldJobsHealthIndicator(JobBoard board) implements HealthIndicator {

    /** Answered with 200, as every status that Spring Boot does not know. */
    static final Status DEGRADED = new Status("DEGRADED", "some stored values do not open, or jobs do not go on");

    private static final long LONGEST_SILENCE = TimeUnit.MINUTES.toNanos(1);

    @Override
    public Health health() {
        JobBoard.Known known = board.known();
        Optional<KnownJob> audit = known.lastFinished(JobPlan.Kind.AUDIT).filter(KnownJob::isBad);
        Optional<KnownJob> renewal = known.lastFinished(JobPlan.Kind.RENEW).filter(KnownJob::isBad);
        boolean isDegraded = known.trouble().isPresent() || isSilent(known) || audit.isPresent() || renewal.isPresent();
        Health.Builder health = Health.status(isDegraded ? DEGRADED : Status.UP);
        known.trouble()
                .ifPresent(trouble -> health.withDetail("since", trouble.since().toString())
                        .withDetail("problem", trouble.problem()));
        if (isSilent(known)) {
            health.withDetail(
                    "silence", "a job is under way, and the database has not told of it for more than a minute");
        }
        audit.ifPresent(job -> health.withDetail("audit", ended(job.status())));
        renewal.ifPresent(job -> health.withDetail("renewal", ended(job.status())));
        return health.build();
    }

    /** The engine tries again by itself for a while, in which it tells nothing. */
    private boolean isSilent(JobBoard.Known known) {
        return known.running().isPresent()
                && known.heard()
                        .filter(heard -> board.nanos() - heard.nanos() > LONGEST_SILENCE)
                        .isPresent();
    }

    private static String ended(JobStatus job) {
        return "job " + job.id() + ": " + job.rows().failed() + " failed, "
                + job.rows().contested() + " contested, " + job.problems().size() + " tables left out";
    }
}
