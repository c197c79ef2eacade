package io.redoubt.cli;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The members of a JSON object, in the order in which they were named. */
final class Members {

    private final Map<String, Object> members = new LinkedHashMap<>();

    static Members of(String name, Object value) {
        return new Members().and(name, value);
    }

    /** Constants are written in lower case, and moments, files and names as their text. */
    Members and(String name, Object value) {
        members.put(name, isJson(value) ? value : text(value));
        return this;
    }

    private static boolean isJson(Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof Map
                || value instanceof Collection;
    }

    private static String text(Object value) {
        return value instanceof Enum<?> constant
                ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : value.toString();
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
