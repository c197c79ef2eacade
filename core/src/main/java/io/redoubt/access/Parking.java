package io.redoubt.access;

/** Puts the current thread to sleep until it is unparked, or for a time at most; it may wake for no reason. */
@FunctionalInterface
interface Parking {

    void park(long nanos);
}
