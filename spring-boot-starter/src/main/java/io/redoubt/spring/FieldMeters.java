package io.redoubt.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldUsage;
import io.redoubt.key.FieldName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Counts values that were sealed, opened and refused, by field and epoch, for Micrometer. A field that is used for the first time
 * has its counters from the next look at the gauge {@value #FIELDS} on, which every export takes; at most
 * {@value #MAX_SERIES} fields and epochs have some. Thread-safe.
 */
final class FieldMeters implements MeterBinder {

    static final String FIELDS = "redoubt.fields";
    static final String SEALED = "redoubt.fields.sealed";
    static final String OPENED = "redoubt.fields.opened";
    static final String REFUSED = "redoubt.fields.refused";
    static final int MAX_SERIES = 1_000;

    private final Supplier<List<FieldCipher>> ciphers;

    FieldMeters(Supplier<List<FieldCipher>> ciphers) {
        this.ciphers = ciphers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Set<Series> bound = ConcurrentHashMap.newKeySet();
        Gauge.builder(FIELDS, this, meters -> meters.bindNew(registry, bound))
                .description("Fields and epochs of which values were sealed, opened or refused since the start.")
                .register(registry);
        bindNew(registry, bound);
    }

    private int bindNew(MeterRegistry registry, Set<Series> bound) {
        usage().map(usage -> new Series(usage.field(), usage.epoch()))
                .filter(series -> bound.size() < MAX_SERIES && bound.add(series))
                .forEach(series -> bind(registry, series));
        return bound.size();
    }

    private void bind(MeterRegistry registry, Series series) {
        count(registry, series, SEALED, "Values that were sealed, by this instance.", FieldUsage::sealed);
        count(registry, series, OPENED, "Values that were opened.", FieldUsage::opened);
        count(registry, series, REFUSED, "Values that were refused instead of opened.", FieldUsage::refused);
    }

    private void count(
            MeterRegistry registry,
            Series series,
            String name,
            String description,
            ToDoubleFunction<FieldUsage> number) {
        FunctionCounter.builder(name, this, meters -> meters.read(series, number))
                .tags("entity", series.field().entity(), "field", series.field().field(), "epoch", series.epochTag())
                .description(description)
                .register(registry);
    }

    private double read(Series series, ToDoubleFunction<FieldUsage> number) {
        return usage().filter(usage -> usage.field().equals(series.field()) && usage.epoch() == series.epoch())
                .mapToDouble(number)
                .sum();
    }

    private Stream<FieldUsage> usage() {
        return ciphers.get().stream().flatMap(cipher -> cipher.usage().stream());
    }

    /** What has counters of its own. */
    private record Series(FieldName field, int epoch) {

        String epochTag() {
            return epoch == FieldUsage.NO_EPOCH ? "none" : Integer.toString(epoch);
        }
    }
}
