package io.redoubt.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that made it when the process is told to end, by Ctrl-C or SIGTERM, and lets the process end once what that
 * thread has to say is said.
 */
final class Stop implements AutoCloseable {

    /** A page lasts a moment; what does not end by then is as after a kill, which does no harm. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch said = new CountDownLatch(1);
    private final PrintStream err;
    private final Thread hook;

    Stop(PrintStream err) {
        this.err = err;
        Thread worker = Thread.currentThread();
        this.hook = new Thread(() -> end(worker), "redoubt-stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end(Thread worker) {
        worker.interrupt();
        try {
            if (!said.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                err.println(
                        "redoubt: the page in hand did not end in time; its rows are free again after half a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        said.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process ends, and the hook with it
        }
    }
}
