package io.redoubt.benchmarks.flood;

import io.redoubt.benchmarks.Measurement;
import io.redoubt.benchmarks.NativeProvider;
import java.util.List;

/** What a flood of forged tokens does to known tokens and to new ones. */
public final class FloodSuite {

    private FloodSuite() {}

    /**
     * {@return the rows of a run; native providers change nothing here}
     *
     * @param provider on its class path
     */
    public static List<Measurement> measurements(NativeProvider provider) {
        return provider == NativeProvider.NONE
                ? List.of(
                        Measurement.of("KnownTokens.besideHarmless").asGroup(),
                        Measurement.of("KnownTokens.besideForger").asGroup(),
                        Measurement.of("FirstSeenTokens.besideForger").asGroup())
                : List.of();
    }
}
