package io.redoubt.field;

import io.redoubt.key.FieldName;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is done with the keys of one field, under each epoch. Thread-safe. */
final class FieldCounts {

    private final Map<Integer, Epoch> epochs = new ConcurrentHashMap<>();

    /** @param epoch one of which there is a key: what a ciphertext claims is not counted before */
    Epoch of(int epoch) {
        Epoch known = epochs.get(epoch);
        return known != null ? known : epochs.computeIfAbsent(epoch, it -> new Epoch());
    }

    /** @param claimed epoch of a ciphertext that was refused, if it names one; counted together if no key of it was used */
    LongAdder refused(OptionalInt claimed) {
        Epoch known = claimed.isPresent() ? epochs.get(claimed.getAsInt()) : null;
        return (known == null ? of(FieldUsage.NO_EPOCH) : known).refused();
    }

    List<FieldUsage> usage(FieldName field) {
        return epochs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().usage(field, entry.getKey()))
                .toList();
    }

    /** One epoch. */
    record Epoch(LongAdder sealed, LongAdder opened, LongAdder refused) {

        Epoch() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }

        private FieldUsage usage(FieldName field, int epoch) {
            return new FieldUsage(field, epoch, sealed.sum(), opened.sum(), refused.sum());
        }
    }
}
