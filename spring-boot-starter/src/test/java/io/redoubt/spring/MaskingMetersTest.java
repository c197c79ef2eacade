package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What masking counts, as an operator's metrics tell it. */
class MaskingMetersTest {

    private final Counted mask = new Counted(new TreeMap<>(), new TreeMap<>());
    private final MeterRegistry registry = new SimpleMeterRegistry();

    private record Counted(Map<String, Long> findings, Map<String, Long> withheld) implements LoggingMask {

        @Override
        public String describe() {
            return "";
        }

        @Override
        public Map<String, String> bypasses() {
            return Map.of("appender A", "", "appender B", "");
        }

        @Override
        public Map<String, Object> content() {
            return Map.of();
        }
    }

    @Test
    void countByDetectorAndReason() {
        mask.findings().put("cred.password", 3L);
        mask.withheld().put("too-long", 1L);

        new MaskingMeters(mask).bindTo(registry);
        mask.findings().put("cred.password", 4L);

        assertThat(found("cred.password").count()).isEqualTo(4);
        assertThat(registry.get(MaskingMeters.WITHHELD)
                        .tag("reason", "too-long")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(uncovered()).isEqualTo(2);
    }

    @Test
    void comeWithTheNextExportWhereADetectorFindsSomethingLater() {
        new MaskingMeters(mask).bindTo(registry);
        mask.findings().put("pii.card", 1L);
        assertThat(registry.find(MaskingMeters.FOUND).meters()).isEmpty();

        assertThat(uncovered()).isEqualTo(2);

        assertThat(found("pii.card").count()).isEqualTo(1);
    }

    /** A counter of Micrometer holds what it asks weakly: when that was an object of the moment, counters stood still. */
    @Test
    void goOnCountingAfterACollection() {
        mask.findings().put("cred.password", 3L);
        new MaskingMeters(mask).bindTo(registry);

        collect();
        mask.findings().put("cred.password", 5L);

        assertThat(found("cred.password").count()).isEqualTo(5);
    }

    private static void collect() {
        WeakReference<Object> sign = new WeakReference<>(new Object());
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (sign.get() != null) {
            assertThat(System.nanoTime()).as("collected within a minute").isLessThan(end);
            System.gc();
        }
    }

    private FunctionCounter found(String detector) {
        return registry.get(MaskingMeters.FOUND).tag("detector", detector).functionCounter();
    }

    private double uncovered() {
        return registry.get(MaskingMeters.UNCOVERED).gauge().value();
    }
}
