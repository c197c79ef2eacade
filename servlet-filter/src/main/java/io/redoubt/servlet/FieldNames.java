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

    /** By length first: an application asks for many names, and hardly any is as long as one of these and begins like it. */
    private static int compare(String one, String other) {
        int difference = one.length() - other.length();
        for (int i = 0; difference == 0 && i < one.length(); i++) {
            difference = folded(one.charAt(i)) - folded(other.charAt(i));
        }
        return difference;
    }

    private static char folded(char c) {
        return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
