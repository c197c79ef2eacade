package io.redoubt.benchmarks.key;

import io.redoubt.benchmarks.Measurement;
import io.redoubt.benchmarks.NativeProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From the root to the handle. */
public final class KeySuite {

    private KeySuite() {}

    /**
     * {@return the rows of a run}
     *
     * @param provider on its class path; only the JDK's own is measured
     */
    public static List<Measurement> measurements(NativeProvider provider) {
        if (provider != NativeProvider.NONE) {
            return List.of();
        }
        List<Measurement> rows = new ArrayList<>();
        Stream.of("hmac", "pkcs12", "tink").forEach(root -> rows.add(Measurement.of("KeyDerivation." + root)));
        if (SoftHsm.isHere()) {
            rows.add(Measurement.of("KeyDerivation.softHsm"));
        }
        Stream.of(
                        "KeysetLoading.clear",
                        "KeysetLoading.wrapped",
                        "KeyLookup.map",
                        "KeyLookup.sealing",
                        "KeyLookup.opening",
                        "KeyLookup.code")
                .forEach(method -> rows.add(Measurement.of(method)));
        return List.copyOf(rows);
    }
}
