package io.redoubt.benchmarks.report;

import java.util.List;
import java.util.Map;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * What was measured of one row, over all rounds.
 *
 * @param key which row
 * @param samples the slices of time that counted, in the row's own unit
 * @param secondary what was counted beside it, by JMH's names
 */
record Row(RowKey key, List<Double> samples, Map<String, List<Double>> secondary) {

    private static final double CONFIDENCE = 0.999;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    double median() {
        return median(samples);
    }

    /** {@return half of the 99.9 % confidence interval of the mean; NaN of a single sample} */
    double error() {
        return statistics(samples).getMeanErrorAt(CONFIDENCE);
    }

    /** {@return bytes per operation} */
    double allocated() {
        return medianOf(ALLOCATED);
    }

    double medianOf(String name) {
        return median(require(name));
    }

    /** {@return what an event counter counted in all} */
    double sumOf(String name) {
        return require(name).stream().mapToDouble(Double::doubleValue).sum();
    }

    private List<Double> require(String name) {
        List<Double> values = secondary.get(name);
        if (values == null) {
            throw new IllegalStateException("JMH did not report " + name + " of " + key);
        }
        return values;
    }

    private static double median(List<Double> values) {
        return statistics(values).getPercentile(50);
    }

    private static Statistics statistics(List<Double> values) {
        return new ListStatistics(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
