package io.redoubt.key;

import java.time.Duration;

/** Tells that something happened in a directory. For one thread, but {@link #close()}. */
interface DirectoryEvents extends AutoCloseable {

    /**
     * {@return whether something happened, or may have happened while nobody listened; false after that time, or at the end}
     *
     * @param atMost how long to wait
     * @throws InterruptedException if the thread is interrupted
     */
    boolean await(Duration atMost) throws InterruptedException;

    /** Ends every wait, now and later. From any thread. */
    @Override
    void close();
}
