package io.redoubt.servlet;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of header fields, in any case and with underscores for hyphens: some servers in front write the one for the other.
 * Immutable and thread-safe.
 */
final class FieldNames {

    private final Set<String> names;

    private FieldNames(Collection<String> names) {
        TreeSet<String> sorted = new TreeSet<>(FieldNames::compare);
        sorted.addAll(names);
        this.names = sorted;
    }

    static FieldNames of(Collection<String> names) {
        return new FieldNames(names);
    }

    /** {@return these names and others} */
    FieldNames and(Collection<String> others) {
        TreeSet<String> all = new TreeSet<>(names);
        all.addAll(others);
        return new FieldNames(all);
    }

    boolean contain(String name) {
        return names.contains(name);
    }

    private static int compare(String one, String other) {
        int shared = Math.min(one.length(), other.length());
        for (int i = 0; i < shared; i++) {
            int difference = folded(one.charAt(i)) - folded(other.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return one.length() - other.length();
    }

    private static char folded(char c) {
        return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
