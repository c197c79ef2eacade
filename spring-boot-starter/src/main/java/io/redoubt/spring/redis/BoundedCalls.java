package io.redoubt.spring.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a store that may hang: no caller waits longer than the limit, whatever timeouts the application has set for its
 * connection, and no more callers wait than there is room for. Thread-safe.
 */
final class BoundedCalls implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BoundedCalls.class);

    private final Duration limit;
    private final ThreadPoolExecutor threads;
    private final Breaker breaker;

    /**
     * @param concurrent calls at a time
     * @param waiting calls that may wait for one of those to end
     * @param limit of the wait for an answer
     * @param nanoTime monotonic time
     */
    BoundedCalls(int concurrent, int waiting, Duration limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.threads = new ThreadPoolExecutor(
                concurrent, concurrent, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, "redoubt-state-call");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        this.breaker = new Breaker(nanoTime);
    }

    /** {@return the answer, or nothing if there was none in time, or no room to ask} */
    <T> Optional<T> call(Callable<T> call) {
        if (!breaker.permits()) {
            return Optional.empty();
        }
        try {
            return await(threads.submit(call));
        } catch (RejectedExecutionException e) {
            return Optional.empty(); // which says nothing about the store
        }
    }

    private <T> Optional<T> await(Future<T> answer) {
        try {
            @Nullable T given = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            breaker.succeeded();
            return Optional.ofNullable(given);
        } catch (TimeoutException e) {
            breaker.failed();
            log.debug("the store did not answer in time");
        } catch (ExecutionException e) {
            breaker.failed();
            // By the class of its cause: a message may repeat the command.
            log.debug(
                    "a call of the store failed: {}",
                    String.valueOf(e.getCause()).split(":", 2)[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer.cancel(true);
        return Optional.empty();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
