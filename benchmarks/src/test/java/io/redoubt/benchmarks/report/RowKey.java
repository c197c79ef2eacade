package io.redoubt.benchmarks.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which row.
 *
 * @param jdk the JDK's feature version
 * @param method {@code Class.methodOrGroup}
 * @param threads how many threads, 0 for those of a group
 * @param parameters its parameters
 */
record RowKey(int jdk, String method, int threads, Map<String, String> parameters) {

    RowKey {
        parameters = Map.copyOf(parameters);
    }

    static RowKey of(int jdk, String method) {
        return new RowKey(jdk, method, 1, Map.of());
    }

    RowKey onThreads(int count) {
        return new RowKey(jdk, method, count, parameters);
    }

    RowKey asGroup() {
        return onThreads(0);
    }

    RowKey with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(name, value instanceof Enum<?> constant ? constant.name() : value.toString());
        return new RowKey(jdk, method, threads, more);
    }
}
