package io.redoubt.field.jdbc;

import java.util.Optional;

/**
 * The right to work on a range of rows for a while, which everybody else has once it is over.
 *
 * @param job the job
 * @param target number of the table in the job
 * @param token that nobody else has
 * @param after the last row that was done, or the one before the range, as text; none at the beginning of the table
 * @param upTo the last row of the range, as text; none if it is the end of the table
 */
record Lease(long job, int target, String token, Optional<String> after, Optional<String> upTo) {}
