package io.redoubt.field.jdbc;

import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldException;
import io.redoubt.field.FieldRenewal;
import io.redoubt.field.RowId;
import io.redoubt.field.StoredField;
import io.redoubt.field.SubjectErasedException;
import io.redoubt.field.jdbc.FieldsTarget.FieldSlots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals the fields of a row anew, or opens them all to see whether they do.
 *
 * @param table in which they stand
 * @param slots where
 * @param renewals what seals each of them anew
 * @param kind what is done
 */
record FieldsRenewal(TargetTable table, List<FieldSlots> slots, List<FieldRenewal> renewals, JobPlan.Kind kind)
        implements RowRenewal {

    /** Told where what a value is bound to cannot be what it was bound to. */
    private static final String MISPLACED = "field.misplaced";

    @Override
    public Outcome renew(StoredRow row) {
        @Nullable Object[] values = row.values();
        List<Failure> failures = new ArrayList<>();
        boolean isErased = false;
        for (int i = 0; i < slots.size(); i++) {
            try {
                renew(slots.get(i), renewals.get(i), row, values, failures);
            } catch (SubjectErasedException e) {
                isErased = true;
            } catch (FieldException e) {
                failures.add(new Failure(slots.get(i).field().name().toString(), e.code()));
            }
        }
        return new Outcome(Arrays.asList(values), failures, isErased);
    }

    @Override
    public List<String> fields(Change change) {
        return slots.stream()
                .filter(slot -> slot.isChanged(change))
                .map(slot -> slot.field().name().toString())
                .toList();
    }

    private void renew(
            FieldSlots slot, FieldRenewal renewal, StoredRow row, @Nullable Object[] values, List<Failure> failures) {
        StoredField stored = stored(slot, row);
        if (kind == JobPlan.Kind.RENEW && renewal.isCurrent(stored)) {
            return;
        }
        Optional<FieldContext> place = stored.value() == null
                ? Optional.of(FieldContext.of(slot.field().name()))
                : place(slot, renewal, row);
        if (place.isEmpty()) {
            failures.add(new Failure(slot.field().name().toString(), MISPLACED));
        } else if (kind == JobPlan.Kind.AUDIT) {
            renewal.verify(place.get(), stored);
        } else {
            StoredField renewed = renewal.renew(place.get(), stored);
            values[slot.value()] = renewed.value();
            for (int i = 0; i < renewed.codes().size(); i++) {
                values[slot.value() + 1 + i] = renewed.codes().get(i);
            }
        }
    }

    private static StoredField stored(FieldSlots slot, StoredRow row) {
        byte @Nullable [][] codes = new byte[slot.field().indexes().size()][];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte[]) row.value(slot.value() + 1 + i);
        }
        return StoredField.of(row.value(slot.value()), Arrays.asList(codes));
    }

    private Optional<FieldContext> place(FieldSlots slot, FieldRenewal renewal, StoredRow row) {
        List<RowId> parts = new ArrayList<>();
        for (int position : slot.row()) {
            bound(row, position).ifPresent(parts::add);
        }
        Optional<String> tenant =
                slot.tenant().flatMap(position -> named(row, position).map(Object::toString));
        Optional<String> subject =
                slot.subject().flatMap(position -> named(row, position).flatMap(FieldContext::subjectOf));
        boolean isWhole = parts.size() == slot.row().size()
                && tenant.isPresent() == slot.tenant().isPresent()
                && subject.isPresent() == slot.subject().isPresent();
        try {
            return isWhole ? Optional.of(renewal.place(tenant, parts, subject)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no value was ever bound to this
        }
    }

    private Optional<RowId> bound(StoredRow row, int position) {
        Object value = row.place(position);
        try {
            return value == null
                    ? Optional.empty()
                    : table.places().get(position).bound(value);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Object> named(StoredRow row, int position) {
        return Optional.ofNullable(row.place(position))
                .flatMap(value -> table.places().get(position).named(value));
    }
}
