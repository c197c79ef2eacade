package io.redoubt.hibernate;

import io.redoubt.field.FieldContext;
import io.redoubt.field.RowId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted attribute among the attributes of an entity: where it stands, and what it is bound to. Immutable and thread-safe.
 */
final class BoundField {

    private final EncryptedField field;
    private final int position;
    private final Optional<TenantPart> tenant;
    private final List<RowPart> row;

    /**
     * Describes it.
     *
     * @param position in the state of the entity
     * @param tenant whose data it is, if there are tenants
     * @param row what tells the row from others; empty if the field is bound to none
     */
    BoundField(EncryptedField field, int position, Optional<TenantPart> tenant, List<RowPart> row) {
        this.field = field;
        this.position = position;
        this.tenant = tenant;
        this.row = List.copyOf(row);
    }

    /** Opens what was loaded. */
    void open(@Nullable Object id, @Nullable Object[] state) {
        if (state[position] instanceof Sealed sealed && !sealed.isOpened()) {
            state[position] = sealed.openedAt(place(id, state));
        }
    }

    /** Has what is new sealed for its row, and leaves in peace what is as it was. */
    void place(@Nullable Object id, @Nullable Object[] state, @Nullable Object @Nullable [] before) {
        Sealed now = (Sealed) state[position];
        if (before != null && isUntouched(id, state, before)) {
            state[position] = before[position];
        } else if (now != null) {
            state[position] = now.placedAt(place(id, state));
        }
    }

    private boolean isUntouched(@Nullable Object id, @Nullable Object[] state, @Nullable Object[] before) {
        Sealed now = (Sealed) state[position];
        return Sealed.isSame(now, (Sealed) before[position]) && (now == null || isSamePlace(id, state, before));
    }

    private boolean isSamePlace(@Nullable Object id, @Nullable Object[] state, @Nullable Object[] before) {
        return tenant.map(part -> part.of(state).equals(part.of(before))).orElse(true)
                && row.stream().allMatch(part -> part.of(id, state).equals(part.of(id, before)));
    }

    /** {@return the place, which is looked at when it is needed: Hibernate may still fill in a tenant or a version} */
    private Place place(@Nullable Object id, @Nullable Object[] state) {
        return context -> {
            FieldContext owned =
                    tenant.map(part -> context.withTenant(part.of(state))).orElse(context);
            if (row.isEmpty()) {
                return owned;
            }
            List<RowId> parts = row.stream().map(part -> part.of(id, state)).toList();
            return owned.withRow(parts.size() == 1 ? parts.get(0) : RowId.composite(parts));
        };
    }

    /** One of the values that tell a row from others. */
    @FunctionalInterface
    interface RowPart {
        RowId of(@Nullable Object id, @Nullable Object[] state);
    }

    /** The value that tells whose data it is. */
    @FunctionalInterface
    interface TenantPart {
        String of(@Nullable Object[] state);
    }

    @Override
    public String toString() {
        return Objects.toString(field.context());
    }
}
