package io.redoubt.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Counts what was masked and withheld, for Micrometer. A detector that finds something for the first time has its counter from the next look
 * at the gauge {@value #UNCOVERED} on, which every export takes. Thread-safe.
 */
final class MaskingMeters implements MeterBinder {

    static final String FOUND = "redoubt.masking.found";
    static final String WITHHELD = "redoubt.masking.withheld";
    static final String UNCOVERED = "redoubt.masking.uncovered.appenders";

    private final LoggingMask mask;

    MaskingMeters(LoggingMask mask) {
        this.mask = mask;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Set<String> bound = ConcurrentHashMap.newKeySet();
        Gauge.builder(UNCOVERED, this, meters -> meters.uncovered(registry, bound))
                .description("Appenders that write what was not masked.")
                .register(registry);
        bindNew(registry, bound);
    }

    private int uncovered(MeterRegistry registry, Set<String> bound) {
        bindNew(registry, bound);
        return mask.bypasses().size();
    }

    private void bindNew(MeterRegistry registry, Set<String> bound) {
        bind(registry, bound, FOUND, "detector", "Values that were masked in the log.", LoggingMask::findings);
        bind(
                registry,
                bound,
                WITHHELD,
                "reason",
                "Records in whose place a stand-in was written.",
                LoggingMask::withheld);
    }

    /** Counters hold what they ask weakly: it must be something that stays. */
    private void bind(
            MeterRegistry registry,
            Set<String> bound,
            String name,
            String tag,
            String description,
            Function<LoggingMask, Map<String, Long>> counts) {
        for (String value : counts.apply(mask).keySet()) {
            if (bound.add(name + " " + value)) {
                FunctionCounter.builder(
                                name, mask, current -> counts.apply(current).getOrDefault(value, 0L))
                        .tag(tag, value)
                        .description(description)
                        .register(registry);
            }
        }
    }
}
