package io.redoubt.benchmarks.report;

import static io.redoubt.benchmarks.report.Goal.Bound.AT_LEAST;
import static io.redoubt.benchmarks.report.Goal.Bound.AT_MOST;
import static io.redoubt.benchmarks.report.Goal.Unit.BYTES;
import static io.redoubt.benchmarks.report.Goal.Unit.RATIO;
import static io.redoubt.benchmarks.report.TokenRows.firstSight;
import static io.redoubt.benchmarks.report.TokenRows.repeated;

import io.redoubt.benchmarks.NativeProvider;
import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.benchmarks.token.Library;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The figures to reach of the suite {@code token}, all on one thread. */
final class TokenGoals {

    private TokenGoals() {}

    static List<Goal> all() {
        return Stream.of(repeatedGoals(1), repeatedGoals(10_000), firstSightGoals(), nativeGoals())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Goal> repeatedGoals(int distinct) {
        String path = "repeated token, %,d in circulation".formatted(distinct);
        IntFunction<RowKey> redoubt = jdk -> repeated(jdk, "redoubt", distinct);
        IntFunction<RowKey> floor = jdk -> repeated(jdk, "floor", distinct);
        return List.of(
                Goal.of(path, "time over the floor's", AT_MOST, 1.2, RATIO, ratio(redoubt, floor)),
                Goal.of(path, "allocated beyond the floor", AT_MOST, 0, BYTES, moreAllocated(redoubt, floor)),
                Goal.of(
                        path,
                        "faster than Spring, RS256",
                        AT_LEAST,
                        60,
                        RATIO,
                        ratio(spring(Algorithm.RS256), redoubt)),
                new Goal(
                        path,
                        "faster than Spring, ES256",
                        AT_LEAST,
                        Map.of(17, 1000.0, 25, 400.0),
                        RATIO,
                        ratio(spring(Algorithm.ES256), redoubt)));
    }

    private static List<Goal> firstSightGoals() {
        return List.of(
                overFloor(Algorithm.RS256, 1.08),
                overFloor(Algorithm.ES256, 1.02),
                overFloor(Algorithm.EDDSA, 1.02),
                overFloor(Algorithm.HS256, 4));
    }

    private static Goal overFloor(Algorithm algorithm, double most) {
        return Goal.of(
                "first sight, " + algorithm.joseName(),
                "time over the floor's",
                AT_MOST,
                most,
                RATIO,
                ratio(
                        jdk -> firstSight(jdk, algorithm, Library.REDOUBT, NativeProvider.NONE),
                        jdk -> firstSight(jdk, algorithm, Library.FLOOR, NativeProvider.NONE)));
    }

    /** Spring's default, which is the JDK's own cryptography, beside Redoubt with what it found. */
    private static List<Goal> nativeGoals() {
        return Stream.of(NativeProvider.ACCP, NativeProvider.CONSCRYPT)
                .map(provider -> new Goal(
                        "first sight, ES256, with " + provider.title(),
                        "faster than Spring's default",
                        AT_LEAST,
                        Map.of(17, 12.0, 25, 6.0),
                        RATIO,
                        ratio(
                                spring(Algorithm.ES256),
                                jdk -> firstSight(jdk, Algorithm.ES256, Library.REDOUBT, provider))))
                .toList();
    }

    private static IntFunction<RowKey> spring(Algorithm algorithm) {
        return jdk -> firstSight(jdk, algorithm, Library.SPRING, NativeProvider.NONE);
    }

    private static Goal.Reached ratio(IntFunction<RowKey> above, IntFunction<RowKey> below) {
        return (results, jdk) -> results.find(above.apply(jdk))
                .flatMap(upper -> results.find(below.apply(jdk)).map(lower -> upper.median() / lower.median()))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /** Objects are multiples of eight bytes long; what is not is noise. */
    private static Goal.Reached moreAllocated(IntFunction<RowKey> more, IntFunction<RowKey> less) {
        return (results, jdk) -> results.find(more.apply(jdk))
                .flatMap(upper -> results.find(less.apply(jdk))
                        .map(lower -> 8.0 * Math.round((upper.allocated() - lower.allocated()) / 8)))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }
}
