package io.redoubt.benchmarks.proof;

import io.redoubt.benchmarks.Measurement;
import io.redoubt.benchmarks.NativeProvider;
import io.redoubt.benchmarks.token.Algorithm;
import java.util.List;
import java.util.stream.Stream;

/** What a guard adds to a proof's signature, and to a token that it remembers. */
public final class ProofSuite {

    private ProofSuite() {}

    /**
     * {@return the rows of a run}
     *
     * @param provider on its class path; only the JDK's own is measured
     */
    public static List<Measurement> measurements(NativeProvider provider) {
        if (provider != NativeProvider.NONE) {
            return List.of();
        }
        return Stream.of(
                        Stream.of("KnownToken.verifier", "KnownToken.guard").map(Measurement::of),
                        proofs(Algorithm.ES256, "floor", "redoubt", "spring"),
                        proofs(Algorithm.EDDSA, "floor", "redoubt")) // which Spring does not take
                .flatMap(rows -> rows)
                .toList();
    }

    private static Stream<Measurement> proofs(Algorithm algorithm, String... methods) {
        return Stream.of(methods)
                .map(method -> Measurement.of("FreshProof." + method).with("algorithm", algorithm));
    }
}
