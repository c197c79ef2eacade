package io.redoubt.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class SuiteTest {

    private static final OutputFormat SILENCE =
            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);

    @ParameterizedTest
    @EnumSource
    void everyRowNamesOneBenchmarkWithAllItsParameters(Suite suite) {
        assertThat(Arrays.stream(NativeProvider.values()).flatMap(it -> suite.measurements(it).stream()))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(benchmarks(row))
                        .singleElement()
                        .satisfies(benchmark ->
                                assertThat(row.parameters().keySet()).isEqualTo(parameters(benchmark))));
    }

    @ParameterizedTest
    @EnumSource
    void noRowIsMeasuredTwice(Suite suite) {
        assertThat(Arrays.stream(NativeProvider.values()).flatMap(it -> suite.measurements(it).stream()))
                .doesNotHaveDuplicates();
    }

    private static Set<BenchmarkListEntry> benchmarks(Measurement row) {
        return BenchmarkList.defaultList().find(SILENCE, row.options(Plan.QUICK).getIncludes(), List.of());
    }

    private static Set<String> parameters(BenchmarkListEntry benchmark) {
        return benchmark.getParams().hasValue()
                ? benchmark.getParams().get().keySet().stream().collect(Collectors.toSet())
                : Set.of();
    }
}
