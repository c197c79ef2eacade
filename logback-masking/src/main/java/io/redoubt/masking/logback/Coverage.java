package io.redoubt.masking.logback;

import java.util.List;

/**
 * Which appenders write masked records only. Immutable.
 *
 * @param appenders each one that a logger writes to, in the order in which they were found
 * @since 0.1.0
 */
public record Coverage(List<Entry> appenders) {

    /**
     * Copies what it is given.
     *
     * @param appenders in the order in which they were found
     */
    public Coverage {
        appenders = List.copyOf(appenders);
    }

    /**
     * One appender.
     *
     * @param name of it
     * @param type by its class
     * @param covered whether all that it writes is masked
     * @param remedy how to cover it; empty if it is
     */
    public record Entry(String name, String type, boolean covered, String remedy) {}

    /** {@return those that write what was not masked} */
    public List<Entry> bypasses() {
        return appenders.stream().filter(entry -> !entry.covered()).toList();
    }
}
