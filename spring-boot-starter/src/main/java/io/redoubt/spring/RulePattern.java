package io.redoubt.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes a path pattern of Spring or the container as one of the access rules, which fits at least as much. */
final class RulePattern {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~!$&'()+,=:@-]*[A-Za-z0-9_~!$&'()+,=:@-]");

    private RulePattern() {}

    static String of(String pattern) {
        if (!pattern.startsWith("/")) {
            return pattern.isEmpty() ? "/" : "/**"; // *.do is below any path
        }
        List<String> segments = new ArrayList<>();
        for (String segment : pattern.substring(1).split("/", -1)) {
            if (segment.equals("**") || segment.startsWith("{*")) {
                segments.add("**");
                return "/" + String.join("/", segments); // whatever follows: everything below fits more
            }
            segments.add(segment.isEmpty() || PLAIN.matcher(segment).matches() ? segment : "*");
        }
        return "/" + String.join("/", segments);
    }
}
