package io.redoubt.access;

import io.redoubt.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern for paths: literal segments, {@code *} or <code>{name}</code> for any one segment, and {@code **} at the
 * end for the path itself and all below it.
 */
final class PathPattern {

    private static final String ANY_BELOW = "**";
    static final String ANY_SEGMENT = "*";
    private static final Pattern NAMED_SEGMENT = Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_]*}");

    private final String text;
    private final List<String> segments;
    private final boolean anyBelow;

    private PathPattern(String text, List<String> segments, boolean anyBelow) {
        this.text = text;
        this.segments = segments;
        this.anyBelow = anyBelow;
    }

    /** @throws ConfigurationException if the pattern is none, or could be meant in another way than it is read */
    static PathPattern parse(String text) {
        if (!PathGate.isDecoded(text)) {
            throw notUnderstood("is not a path pattern");
        }
        List<String> segments = Arrays.asList(text.substring(1).split("/", -1));
        boolean anyBelow = segments.get(segments.size() - 1).equals(ANY_BELOW);
        List<String> single = segments.subList(0, segments.size() - (anyBelow ? 1 : 0)).stream()
                .map(PathPattern::parseSegment)
                .toList();
        return new PathPattern(text, single, anyBelow);
    }

    private static String parseSegment(String segment) {
        if (segment.equals(ANY_SEGMENT) || NAMED_SEGMENT.matcher(segment).matches()) {
            return ANY_SEGMENT;
        }
        if (segment.contains("*") || segment.contains("{") || segment.contains("}")) {
            throw notUnderstood("has a wildcard that is not a whole segment or not understood, or ** before the end");
        }
        return segment;
    }

    private static ConfigurationException notUnderstood(String problem) {
        return new ConfigurationException(
                "path", problem, "write a decoded path such as /orders, /orders/*, /orders/{id}/lines or /orders/**");
    }

    /** {@return whether a path that passed the gate fits; nothing is parted or copied, for every request comes here} */
    boolean matches(String path) {
        int start = 1;
        for (String segment : segments) {
            if (start > path.length()) {
                return false;
            }
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (!covers(segment, path, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return anyBelow || start > path.length();
    }

    private static boolean covers(String segment, String path, int start, int end) {
        return segment.equals(ANY_SEGMENT)
                ? end > start
                : segment.length() == end - start && path.startsWith(segment, start);
    }

    /** {@return whether every path that fits the other pattern fits this one, too} */
    boolean covers(PathPattern other) {
        if (anyBelow ? other.segments.size() < segments.size() : other.segments.size() != segments.size()) {
            return false;
        }
        if (other.anyBelow && !anyBelow) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!covers(segments.get(i), other.segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether some path fits both patterns} */
    boolean overlaps(PathPattern other) {
        int mine = segments.size();
        int others = other.segments.size();
        if ((mine < others && !anyBelow) || (others < mine && !other.anyBelow)) {
            return false;
        }
        for (int i = 0; i < Math.min(mine, others); i++) {
            String one = segments.get(i);
            String two = other.segments.get(i);
            if (!covers(one, two) && !covers(two, one)) {
                return false;
            }
        }
        return true;
    }

    /** A wildcard stands for a segment that is there: {@code /orders/} has an empty one. */
    private static boolean covers(String pattern, String segment) {
        return pattern.equals(ANY_SEGMENT) ? !segment.isEmpty() : pattern.equals(segment);
    }

    /** {@return the segments, {@link #ANY_SEGMENT} for any one} */
    List<String> segments() {
        return segments;
    }

    /** {@return whether all below the segments fits, too} */
    boolean isAnyBelow() {
        return anyBelow;
    }

    @Override
    public String toString() {
        return text;
    }
}
