package io.redoubt.benchmarks;

/**
 * How thoroughly it is measured. Rounds go through all rows, one fork of the JVM per row, so that a noisy minute of the
 * machine does not hit one row alone.
 *
 * @param rounds how often
 * @param forks 1, or 0 to stay in this JVM
 * @param warmUps slices of time before it counts
 * @param measurements slices of time that count
 * @param sliceMillis how long a slice is
 * @param thorough whether the rows that are marked so belong to it
 */
record Plan(int rounds, int forks, int warmUps, int measurements, int sliceMillis, boolean thorough) {

    /** Enough for the documentation. After three slices of warm-up, half of the rows were still being compiled. */
    static final Plan FULL = new Plan(1, 1, 6, 4, 400, true);

    /** Shows that everything runs; the figures mean nothing. */
    static final Plan QUICK = new Plan(1, 0, 1, 1, 50, false);
}
