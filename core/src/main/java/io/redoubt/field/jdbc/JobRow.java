package io.redoubt.field.jdbc;

import java.time.Instant;
import java.util.Optional;

/** A job as it stands in its table. */
record JobRow(
        long id,
        JobPlan.Kind kind,
        String fields,
        JobStatus.State state,
        Instant startedAt,
        Optional<Instant> finishedAt) {}
