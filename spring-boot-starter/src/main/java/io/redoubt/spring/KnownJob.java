package io.redoubt.spring;

import io.redoubt.field.jdbc.JobStatus;
import io.redoubt.field.jdbc.RowFailure;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A job as this instance knows it.
 *
 * @param status how far it is
 * @param failures how many rows failed with which code, of those that are listed; which rows they are is personal data
 */
record KnownJob(JobStatus status, SortedMap<String, Long> failures) {

    static KnownJob of(JobStatus status, List<RowFailure> failures) {
        return new KnownJob(
                status,
                failures.stream()
                        .collect(Collectors.groupingBy(RowFailure::code, TreeMap::new, Collectors.counting())));
    }

    /** {@return whether every row was looked at} */
    boolean isFinished() {
        return status.state() == JobStatus.State.FINISHED;
    }

    /** {@return whether it has ended, and not every row is as it is to be} */
    boolean isBad() {
        return isFinished() && !status.isGood();
    }
}
