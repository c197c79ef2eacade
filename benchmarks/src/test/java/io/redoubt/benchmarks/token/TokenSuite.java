package io.redoubt.benchmarks.token;

import io.redoubt.benchmarks.Measurement;
import io.redoubt.benchmarks.NativeProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What it costs to check a token: at first sight, and when it comes again. */
public final class TokenSuite {

    /** Measured on two threads as well; with the others it would take too long. */
    private static final Set<Library> ON_TWO_THREADS =
            Set.of(Library.FLOOR, Library.REDOUBT, Library.REDOUBT_REMEMBERING, Library.SPRING);

    /** Measured with native providers as well. */
    private static final Set<Library> WITH_PROVIDERS = Set.of(Library.FLOOR, Library.REDOUBT);

    private static final int MANY = 10_000;

    private TokenSuite() {}

    /**
     * {@return the rows of a run}
     *
     * @param provider on its class path
     */
    public static List<Measurement> measurements(NativeProvider provider) {
        if (provider != NativeProvider.NONE) {
            return firstSight(provider)
                    .filter(row -> WITH_PROVIDERS.contains(library(row)))
                    .filter(row -> !row.parameters().containsValue(Algorithm.HS256.name())) // left to the JDK
                    .toList();
        }
        Stream<Measurement> firstSightOnTwoThreads = firstSight(provider)
                .filter(row -> ON_TWO_THREADS.contains(library(row)))
                .map(row -> row.onThreads(2).onlyThorough());
        return Stream.of(repeated(), firstSight(provider), firstSightOnTwoThreads)
                .flatMap(rows -> rows)
                .toList();
    }

    private static Stream<Measurement> repeated() {
        return Stream.of("RepeatedToken.floor", "RepeatedToken.redoubt")
                .map(method -> Measurement.of(method).with("provider", NativeProvider.NONE))
                .flatMap(row -> Stream.of(
                        row.with("distinct", 1),
                        row.with("distinct", 1).onThreads(2).onlyThorough(),
                        row.with("distinct", MANY).onlyThorough(),
                        row.with("distinct", MANY).onThreads(2).onlyThorough()));
    }

    private static Stream<Measurement> firstSight(NativeProvider provider) {
        return Arrays.stream(Algorithm.values())
                .flatMap(algorithm -> Arrays.stream(Library.values())
                        .filter(library -> library.supports(algorithm))
                        .map(library -> Measurement.of("FirstSight.check")
                                .with("algorithm", algorithm)
                                .with("library", library)
                                .with("provider", provider)));
    }

    private static Library library(Measurement row) {
        return Library.valueOf(row.parameters().getOrDefault("library", ""));
    }
}
