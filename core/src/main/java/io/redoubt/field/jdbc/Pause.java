package io.redoubt.field.jdbc;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
interface Pause {

    /** Of the thread that calls. */
    Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

    void pass(Duration duration) throws InterruptedException;
}
