package io.redoubt.cli;

import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.RowFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a job stands.
 *
 * @param job the job
 * @param failures of values, as many as the database keeps
 * @param compromised the keys that it accepted all the same
 * @param isGood whether that is good news
 * @param next what to do
 */
record JobAnswer(JobStatus job, List<RowFailure> failures, List<String> compromised, boolean isGood, List<String> next)
        implements Answer {

    private static final int TOLD = 20;

    JobAnswer {
        failures = List.copyOf(failures);
        compromised = List.copyOf(compromised);
        next = List.copyOf(next);
    }

    @Override
    public Map<String, Object> members() {
        return Members.of("job", members(job))
                .and("failures", failures.stream().map(JobAnswer::members).toList())
                .and("acceptedCompromised", compromised)
                .and("next", next)
                .map();
    }

    static Map<String, Object> members(JobStatus job) {
        return Members.of("id", job.id())
                .and("kind", job.kind().id())
                .and("state", job.state().id())
                .and("seen", job.rows().seen())
                .and("renewed", job.rows().renewed())
                .and("erased", job.rows().erased())
                .and("failed", job.rows().failed())
                .and("contested", job.rows().contested())
                .andIfPresent("estimatedRows", job.estimatedRows())
                .and("workers", job.workers())
                .and("problems", job.problems())
                .and("startedAt", job.startedAt())
                .andIfPresent("finishedAt", job.finishedAt())
                .map();
    }

    private static Map<String, Object> members(RowFailure failure) {
        return Members.of("table", failure.table())
                .and("key", failure.key())
                .and("field", failure.field())
                .and("code", failure.code())
                .map();
    }

    @Override
    public void print(Page page) {
        page.verdict(verdict(), this)
                .fact("job", job.id())
                .fact("rows", job.rows().seen() + " seen, " + job.rows().renewed() + " written")
                .fact("erased", job.rows().erased() + " of subjects that were erased")
                .fact("contested", job.rows().contested() + " that others kept changing")
                .fact("failed", job.rows().failed())
                .fact("time", time());
        page.list("Tables that could not be worked on", job.problems())
                .list("Keys that are compromised, and were accepted", compromised)
                .list(
                        "Values that failed",
                        failures.stream().limit(TOLD).map(JobAnswer::sentence).toList());
        if (job.rows().failed() > Math.min(failures.size(), TOLD)) {
            page.line("  and " + (job.rows().failed() - Math.min(failures.size(), TOLD))
                    + " more; redoubt fields jobs NUMBER --json lists the first 1000");
        }
        page.steps("Next", next);
    }

    private String verdict() {
        String what = job.kind() == JobPlan.Kind.RENEW ? "The encryption anew" : "The audit of every row";
        return switch (job.state()) {
            case RUNNING -> what + " is not finished.";
            case PAUSED -> what + " is paused.";
            case CANCELLED -> what + " was cancelled.";
            case FINISHED -> job.isGood() ? what + " is finished." : what + " is finished, and not all is good.";
        };
    }

    private String time() {
        return "from " + job.startedAt()
                + job.finishedAt().map(end -> " to " + end).orElse("");
    }

    private static String sentence(RowFailure failure) {
        return printable(failure.table()) + ", key " + printable(failure.key()) + ", " + printable(failure.field())
                + ": " + printable(failure.code());
    }

    /** Text of rows may have been written to command a terminal. */
    private static String printable(String text) {
        return text.codePoints()
                .mapToObj(point -> isPrintable(point) ? Character.toString(point) : String.format("\\u%04x", point))
                .collect(Collectors.joining());
    }

    private static boolean isPrintable(int point) {
        int type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED
                && type != Character.PRIVATE_USE;
    }

    /** {@return a job that somebody asks about, without what is to be done} */
    static JobAnswer of(JobStatus job, List<RowFailure> failures) {
        return new JobAnswer(job, failures, List.of(), true, List.of());
    }

    /** {@return the estimate, for people} */
    static String share(JobStatus job) {
        return Optional.of(job)
                .flatMap(JobStatus::estimatedRows)
                .map(all -> job.rows().seen() + " of about " + all)
                .orElseGet(() -> Long.toString(job.rows().seen()));
    }
}
