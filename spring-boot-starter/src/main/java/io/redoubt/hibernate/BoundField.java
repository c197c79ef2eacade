package io.redoubt.hibernate;

import io.redoubt.field.FieldContext;
import io.redoubt.field.RowId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted attribute among the attributes of an entity: where it stands, and what it is bound to. Immutable and thread-safe.
 *
 * @param field what is written for which value
 * @param position in the state of the entity
 * @param tenant whose data it is, if there are tenants
 * @param row what tells the row from others; empty if the field is bound to none
 */
record BoundField(EncryptedField field, int position, Optional<PlacePart.Tenant> tenant, List<PlacePart.Row> row) {

    /** Stands for an attribute that is null: nothing is ever sealed for it. */
    private static final RowId NOWHERE = RowId.composite(List.of(RowId.of("null")));

    /** {@return what was loaded, opened} */
    Sealed opened(Sealed loaded, @Nullable Object id, @Nullable Object[] state) {
        return loaded.openedAt(context -> {
            FieldContext owned = tenant.flatMap(part -> part.value(state))
                    .map(context::withTenant)
                    .orElse(context);
            return inRow(
                    owned,
                    row.stream()
                            .map(part -> part.value(id, state).orElse(NOWHERE))
                            .toList());
        });
    }

    /** {@return what is to be written, placed; where that is looked at later, Hibernate may still fill in tenant and version} */
    Sealed placed(Sealed written, @Nullable Object id, @Nullable Object[] state) {
        return written.placedAt(context -> {
            FieldContext owned = tenant.map(part -> context.withTenant(part.required(context, state)))
                    .orElse(context);
            return inRow(
                    owned,
                    row.stream().map(part -> part.required(context, id, state)).toList());
        });
    }

    private static FieldContext inRow(FieldContext context, List<RowId> parts) {
        return switch (parts.size()) {
            case 0 -> context;
            case 1 -> context.withRow(parts.get(0));
            default -> context.withRow(RowId.composite(parts));
        };
    }

    /** {@return whether neither the value nor what it is bound to has changed, so that its ciphertext can stay} */
    boolean isUntouched(@Nullable Object id, @Nullable Object[] state, @Nullable Object[] before) {
        Sealed now = at(state);
        return Sealed.isSame(now, at(before)) && (now == null || isSamePlace(id, state, before));
    }

    private boolean isSamePlace(@Nullable Object id, @Nullable Object[] state, @Nullable Object[] before) {
        return tenant.stream().allMatch(part -> part.value(state).equals(part.value(before)))
                && IntStream.range(0, row.size())
                        .allMatch(i ->
                                row.get(i).value(id, state).equals(row.get(i).value(id, before)));
    }

    /** {@return where in the state of the entity stands what the value is bound to} */
    List<Integer> positions() {
        return IntStream.concat(
                        tenant.stream().mapToInt(PlacePart.Tenant::position),
                        row.stream().mapToInt(PlacePart.Row::position))
                .filter(part -> part >= 0)
                .boxed()
                .toList();
    }

    /** {@return the last of them, or -1} */
    int lastPosition() {
        return positions().stream().mapToInt(part -> part).max().orElse(-1);
    }

    /** {@return the value in a state of the entity} */
    @Nullable
    Sealed at(@Nullable Object[] state) {
        return (Sealed) state[position];
    }
}
