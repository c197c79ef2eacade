package io.redoubt.spring;

import java.time.Duration;

/**
 * How this instance takes part in jobs over all encrypted values.
 *
 * @param rate most rows per second
 * @param pageSize rows that are changed in one transaction
 * @param poll how often the database is asked for a job
 * @param inventoryEvery how often it is counted which rows stand under which key
 */
record JobSettings(int rate, int pageSize, Duration poll, Duration inventoryEvery) {

    String describe() {
        return "; field jobs: at most " + rate + " rows/s";
    }
}
