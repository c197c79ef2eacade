package io.redoubt.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One row that JMH measures.
 *
 * @param method the benchmark, {@code Class.methodOrGroup} in one of our packages
 * @param parameters its {@code @Param}s
 * @param threads how many threads, 0 for those of a group
 * @param thorough whether a quick run leaves it out
 * @param shortening how many times shorter its slices of time are than the plan's
 */
public record Measurement(
        String method, Map<String, String> parameters, int threads, boolean thorough, int shortening) {

    /**
     * A row of every run.
     *
     * @param method the benchmark
     * @return the row: one thread, no parameters
     */
    public static Measurement of(String method) {
        return new Measurement(method, Map.of(), 1, false, 1);
    }

    /**
     * {@return the row with a parameter}
     *
     * @param name the field with {@code @Param}
     * @param value its value
     */
    public Measurement with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(name, value instanceof Enum<?> constant ? constant.name() : value.toString());
        return new Measurement(method, more, threads, thorough, shortening);
    }

    /**
     * {@return the row on other threads}
     *
     * @param count how many
     */
    public Measurement onThreads(int count) {
        return new Measurement(method, parameters, count, thorough, shortening);
    }

    /** {@return the row with the threads that its group asks for} */
    public Measurement asGroup() {
        return onThreads(0);
    }

    /** {@return the row, left out of quick runs} */
    public Measurement onlyThorough() {
        return new Measurement(method, parameters, threads, true, shortening);
    }

    /** {@return the row in half of the time: for little code, which is compiled soon, and on which no goal depends} */
    public Measurement briefly() {
        return new Measurement(method, parameters, threads, thorough, 2);
    }

    Options options(Plan plan) {
        TimeValue slice = TimeValue.milliseconds(plan.sliceMillis() / shortening);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + method.replace(".", "\\.") + "$")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Xms1g", "-Xmx1g")
                .forks(plan.forks())
                .warmupIterations(plan.warmUps())
                .warmupTime(slice)
                .measurementIterations(plan.measurements())
                .measurementTime(slice);
        if (threads > 0) {
            options.threads(threads);
        }
        parameters.forEach(options::param);
        return options.build();
    }

    @Override
    public String toString() {
        return method + " " + parameters + (threads > 1 ? ", " + threads + " threads" : "");
    }
}
