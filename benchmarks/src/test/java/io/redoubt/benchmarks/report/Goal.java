package io.redoubt.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A figure to reach.
 *
 * @param path what is done
 * @param figure what is compared
 * @param bound which side of the bound is good
 * @param bounds the bound on each JDK
 * @param unit of the bound
 * @param reached what was measured on a JDK
 */
record Goal(String path, String figure, Bound bound, Map<Integer, Double> bounds, Unit unit, Reached reached) {

    /** Which side of the bound is good. */
    enum Bound {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    /** What the figure counts. */
    enum Unit {
        RATIO(" ×"),
        PERCENT(" %"),
        BYTES(" B"),
        MILLISECONDS(" ms");

        private final String sign;

        Unit(String sign) {
            this.sign = sign;
        }
    }

    /** Finds the figure among the results. */
    @FunctionalInterface
    interface Reached {
        OptionalDouble in(Results results, int jdk);
    }

    static Goal of(String path, String figure, Bound bound, double value, Unit unit, Reached reached) {
        return new Goal(path, figure, bound, Map.of(17, value, 25, value), unit, reached);
    }

    /** {@return path, goal, and what each JDK reached} */
    List<String> cells(Results results, SortedSet<Integer> jdks) {
        List<String> cells = new ArrayList<>(List.of(path, goal()));
        jdks.forEach(jdk -> cells.add(verdict(results, jdk)));
        return cells;
    }

    private String goal() {
        if (new TreeSet<>(bounds.values()).size() == 1) {
            return figure + " " + bound(bounds.values().iterator().next());
        }
        return figure + " "
                + new TreeMap<>(bounds)
                        .entrySet().stream()
                                .map(it -> bound(it.getValue()) + " on JDK " + it.getKey())
                                .collect(Collectors.joining(", "));
    }

    private String bound(double value) {
        return bound.sign + " " + plain(value) + unit.sign;
    }

    private String verdict(Results results, int jdk) {
        Double wanted = bounds.get(jdk);
        OptionalDouble value = reached.in(results, jdk);
        if (wanted == null || value.isEmpty()) {
            return "not measured";
        }
        double got = value.getAsDouble();
        double excess = bound == Bound.AT_MOST ? got - wanted : wanted - got;
        if (excess <= 0) {
            return plain(got) + unit.sign;
        }
        String by = unit == Unit.BYTES ? plain(excess) + " B" : plain(100 * excess / wanted) + " %";
        return "**" + plain(got) + unit.sign + ", missed by " + by + "**";
    }

    private static String plain(double value) {
        String text = String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
