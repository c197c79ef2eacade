package io.redoubt.benchmarks.report;

import io.redoubt.benchmarks.NativeProvider;
import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.benchmarks.token.Library;

/** Where the results of the suite {@code token} are, on one thread. */
final class TokenRows {

    private TokenRows() {}

    static RowKey firstSight(int jdk, Algorithm algorithm, Library library, NativeProvider provider) {
        return RowKey.of(jdk, "FirstSight.check")
                .with("algorithm", algorithm)
                .with("library", library)
                .with("provider", provider);
    }

    static RowKey repeated(int jdk, String method, int distinct) {
        return RowKey.of(jdk, "RepeatedToken." + method)
                .with("distinct", distinct)
                .with("provider", NativeProvider.NONE);
    }
}
