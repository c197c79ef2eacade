package io.redoubt.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The members of a JSON object, in the order in which they were named. */
final class Members {

    private final Map<String, Object> members = new LinkedHashMap<>();

    static Members of(String name, Object value) {
        return new Members().and(name, value);
    }

    /** Moments and names are written as their text. */
    Members and(String name, Object value) {
        members.put(
                name,
                value instanceof Number || value instanceof Boolean || value instanceof Map || value instanceof Iterable
                        ? value
                        : value.toString());
        return this;
    }

    Members andIfPresent(String name, Optional<?> value) {
        value.ifPresent(present -> and(name, present));
        return this;
    }

    Members andAll(Map<String, ?> others) {
        members.putAll(others);
        return this;
    }

    Map<String, Object> map() {
        return Collections.unmodifiableMap(members);
    }
}
