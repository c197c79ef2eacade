package io.redoubt.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Paths that stand for all that fit a pattern: whatever a policy says about some of those, it says about one of these.
 *
 * <p>A policy tells two paths apart only by the literal segments and the lengths of its own patterns. So one path with a segment
 * that no pattern names stands for all that no pattern names, and one path per pattern for those that it does.
 */
final class SamplePaths {

    private final PathPattern pattern;
    private final Collection<PathPattern> others;
    private final String unnamed;

    SamplePaths(PathPattern pattern, Collection<PathPattern> others) {
        this.pattern = pattern;
        this.others = others;
        this.unnamed = unnamed(Stream.concat(Stream.of(pattern), others.stream())
                .flatMap(it -> it.segments().stream())
                .toList());
    }

    private static String unnamed(Collection<String> named) {
        String segment = "any";
        while (named.contains(segment)) {
            segment += "-";
        }
        return segment;
    }

    Set<String> all() {
        Set<String> paths = new LinkedHashSet<>();
        for (int length : lengths()) {
            List<String> own = ofLength(pattern, length);
            paths.add(path(own));
            for (PathPattern other : others) {
                if (other.segments().size() <= length) {
                    both(own, ofLength(other, length)).map(this::path).ifPresent(paths::add);
                }
            }
        }
        return paths;
    }

    private List<Integer> lengths() {
        int shortest = pattern.segments().size();
        if (!pattern.isAnyBelow()) {
            return List.of(shortest);
        }
        int longest = others.stream().mapToInt(it -> it.segments().size()).max().orElse(0) + 1;
        return Stream.iterate(shortest, length -> length <= Math.max(shortest + 1, longest), length -> length + 1)
                .toList();
    }

    private static List<String> ofLength(PathPattern pattern, int length) {
        List<String> segments = new ArrayList<>(pattern.segments());
        segments.addAll(Collections.nCopies(length - segments.size(), PathPattern.ANY_SEGMENT));
        return segments;
    }

    /** {@return what fits both, if anything does; the first may end with a slash, to which rules are blind} */
    private static Optional<List<String>> both(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            boolean any = one.get(i).equals(PathPattern.ANY_SEGMENT);
            String segment = any ? other.get(i) : one.get(i);
            boolean fits = any
                    || other.get(i).equals(PathPattern.ANY_SEGMENT)
                    || other.get(i).equals(segment);
            if (!fits) {
                return Optional.empty();
            }
            both.add(segment);
        }
        return Optional.of(both);
    }

    private String path(List<String> segments) {
        return "/"
                + String.join(
                        "/",
                        segments.stream()
                                .map(segment -> segment.equals(PathPattern.ANY_SEGMENT) ? unnamed : segment)
                                .toList());
    }
}
