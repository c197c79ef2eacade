package io.redoubt.access;

import java.util.Arrays;
import java.util.List;

/** A path that passed the gate, in segments: it is parted once, however many patterns are asked. */
final class RoutedPath {

    private final List<String> segments;

    RoutedPath(String path) {
        this.segments = segmentsOf(path);
    }

    List<String> segments() {
        return segments;
    }

    static List<String> segmentsOf(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }
}
