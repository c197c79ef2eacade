package io.redoubt.field.jdbc;

import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How one instance works on a job. Immutable; thread-safe if what is told of the progress is.
 *
 * @param instance who it is, for those who look at the job: 1 to 255 characters
 * @param rowsPerSecond how many rows it looks at in a second, at most; as fast as it can, if empty
 * @param pageSize how many rows are written in one transaction, 1 to 10,000
 * @param progress is told after each page, by the thread that works
 * @since 0.1.0
 */
public record Worker(String instance, OptionalInt rowsPerSecond, int pageSize, Consumer<JobStatus> progress) {

    private static final int DEFAULT_PAGE = 1_000;
    private static final int MAX_PAGE = 10_000;
    private static final int MAX_NAME = 255;

    /** How long a page may last by the rate alone: leases outlast it. */
    private static final int SECONDS_PER_PAGE = 5;

    /**
     * Accepts how to work.
     *
     * @param instance who it is
     * @param rowsPerSecond how many rows in a second
     * @param pageSize how many rows in one transaction
     * @param progress is told after each page
     * @throws IllegalArgumentException if one of them is out of its range
     */
    public Worker {
        if (instance.isEmpty() || instance.length() > MAX_NAME) {
            throw new IllegalArgumentException("an instance is named by 1 to 255 characters");
        }
        if (pageSize < 1 || pageSize > MAX_PAGE || rowsPerSecond.orElse(1) < 1) {
            throw new IllegalArgumentException("a page has 1 to 10000 rows, and a rate is at least one row per second");
        }
    }

    /**
     * {@return one that works as fast as it can, in pages of 1,000 rows, and tells nobody}
     *
     * @param instance who it is
     */
    public static Worker named(String instance) {
        return new Worker(instance, OptionalInt.empty(), DEFAULT_PAGE, status -> {});
    }

    /**
     * {@return the same at another rate}
     *
     * @param rows how many in a second, at most
     */
    public Worker atMost(int rows) {
        return new Worker(instance, OptionalInt.of(rows), pageSize, progress);
    }

    /**
     * {@return the same with other pages}
     *
     * @param rows how many in one transaction
     */
    public Worker inPagesOf(int rows) {
        return new Worker(instance, rowsPerSecond, rows, progress);
    }

    /**
     * {@return the same, telling how far it has come}
     *
     * @param listener is told after each page
     */
    public Worker telling(Consumer<JobStatus> listener) {
        return new Worker(instance, rowsPerSecond, pageSize, listener);
    }

    /** {@return the size of pages at this rate} */
    int rowsPerPage() {
        return rowsPerSecond.isPresent()
                ? (int) Math.min(pageSize, (long) rowsPerSecond.getAsInt() * SECONDS_PER_PAGE)
                : pageSize;
    }
}
