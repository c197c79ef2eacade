package io.redoubt.spring;

import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.RowCounts;
import java.util.LinkedHashMap;
import java.util.Map;

/** How jobs are shown to operators: never which rows failed, for their keys may be personal data. */
final class JobView {

    private JobView() {}

    static Map<String, Object> of(KnownJob job, JobBoard.Known known) {
        JobStatus status = job.status();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", status.id());
        shown.put("kind", status.kind().id());
        shown.put("state", status.state().id());
        shown.put("startedAt", status.startedAt().toString());
        status.finishedAt().ifPresent(at -> shown.put("finishedAt", at.toString()));
        shown.put("workers", status.workers());
        RowCounts rows = status.rows();
        shown.put("seen", rows.seen());
        shown.put("renewed", rows.renewed());
        shown.put("erased", rows.erased());
        shown.put("contested", rows.contested());
        shown.put("failed", rows.failed());
        shown.put("failures", job.failures());
        shown.put("problems", status.problems());
        status.estimatedRows().ifPresent(all -> shown.put("estimatedRows", all));
        known.rowsPerSecond(status.id()).ifPresent(rate -> {
            shown.put("rowsPerSecond", Math.round(rate));
            status.estimatedRows()
                    .filter(all -> rate > 0 && all >= rows.seen())
                    .ifPresent(all -> shown.put("secondsLeft", Math.round((all - rows.seen()) / rate)));
        });
        return shown;
    }
}
