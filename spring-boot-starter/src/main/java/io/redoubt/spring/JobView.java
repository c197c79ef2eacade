package io.redoubt.spring;

import io.redoubt.field.jdbc.JobStatus;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How jobs are shown to operators: never which rows failed, for their keys may be personal data. */
final class JobView {

    private JobView() {}

    /** {@return a constant as JSON and logs name it} */
    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, Object> of(KnownJob job, JobBoard.Known known) {
        JobStatus status = job.status();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", status.id());
        shown.put("kind", text(status.kind()));
        shown.put("state", text(status.state()));
        shown.put("startedAt", status.startedAt().toString());
        status.finishedAt().ifPresent(at -> shown.put("finishedAt", at.toString()));
        shown.put("workers", status.workers());
        shown.put("seen", status.seen());
        shown.put("renewed", status.renewed());
        shown.put("current", status.current());
        shown.put("erased", status.erased());
        shown.put("skipped", status.skipped());
        shown.put("failed", status.failed());
        shown.put("failures", job.failures());
        status.estimatedRows().ifPresent(rows -> shown.put("estimatedRows", rows));
        known.rowsPerSecond(status.id()).ifPresent(rate -> {
            shown.put("rowsPerSecond", Math.round(rate));
            status.estimatedRows()
                    .filter(rows -> rate >= 1 && rows >= status.seen())
                    .ifPresent(rows -> shown.put("secondsLeft", Math.round((rows - status.seen()) / rate)));
        });
        return shown;
    }
}
