package io.redoubt.benchmarks.mask;

import io.redoubt.benchmarks.Measurement;
import io.redoubt.benchmarks.NativeProvider;
import java.util.ArrayList;
import java.util.List;

/** Log events, written by whoever writes them, masked by whoever masks them. */
public final class MaskSuite {

    private MaskSuite() {}

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
        for (LogLine line : LogLine.values()) {
            for (LogEncoder encoder : LogEncoder.values()) {
                rows.add(Measurement.of("EncodedEvent.encode")
                        .with("encoder", encoder)
                        .with("line", line));
            }
        }
        for (Text text : Text.values()) {
            Measurement row = Measurement.of("MaskedText.mask").with("text", text);
            rows.add(text.isHostile() ? row.briefly() : row);
            if (!text.isHostile()) {
                rows.add(Measurement.of("MaskedText.read").with("text", text).briefly());
            }
        }
        return List.copyOf(rows);
    }
}
