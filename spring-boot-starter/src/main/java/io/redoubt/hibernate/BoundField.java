package io.redoubt.hibernate;

import io.redoubt.field.FieldContext;
import io.redoubt.field.RowId;
import io.redoubt.field.SubjectErasedException;
import io.redoubt.field.SubjectKeys;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted attribute among the attributes of an entity: where it stands, and what it is bound to. Immutable and thread-safe.
 *
 * @param field what is written for which value
 * @param position in the state of the entity
 * @param tenant whose data it is, if there are tenants
 * @param row what tells the row from others; empty if the field is bound to none
 * @param subject whom it is about, if it has subjects
 */
record BoundField(
        EncryptedField field,
        int position,
        Optional<PlacePart.Tenant> tenant,
        List<PlacePart.Row> row,
        Optional<PlacePart.Subject> subject) {

    /** Stands for an attribute that is null: nothing is ever sealed for it. */
    private static final RowId NOWHERE = RowId.composite(List.of(RowId.of("null")));

    /** {@return what was loaded, opened with the keys of subjects that are at hand} */
    Sealed opened(Sealed loaded, @Nullable Object id, @Nullable Object[] state, Optional<SubjectKeys> keys) {
        Place place = context -> inRow(
                aboutWhom(ofTenant(context, state), id, state),
                row.stream().map(part -> part.value(id, state).orElse(NOWHERE)).toList());
        return loaded.openedAt(place.with(keys));
    }

    /** {@return what is to be written, placed; where that is looked at later, Hibernate may still fill in tenant and version} */
    Sealed placed(Sealed written, @Nullable Object id, @Nullable Object[] state, Optional<SubjectKeys> keys) {
        Place place = context -> {
            FieldContext owned = tenant.map(part -> context.withTenant(part.required(context, state)))
                    .orElse(context);
            FieldContext about = subject.map(part -> owned.withSubject(part.required(context, id, state)))
                    .orElse(owned);
            return inRow(
                    about,
                    row.stream().map(part -> part.required(context, id, state)).toList());
        };
        return written.placedAt(place.with(keys));
    }

    private FieldContext ofTenant(FieldContext context, @Nullable Object[] state) {
        return tenant.flatMap(part -> part.value(state))
                .map(context::withTenant)
                .orElse(context);
    }

    private FieldContext aboutWhom(FieldContext context, @Nullable Object id, @Nullable Object[] state) {
        return subject.flatMap(part -> part.value(id, state))
                .map(context::withSubject)
                .orElse(context);
    }

    /**
     * Holds the key of whom the value is about, so that nothing is written for somebody who is erased meanwhile.
     *
     * @return whether that was erased already, so that its codes must not be written again; the value that nobody can read any more
     *     may stay
     * @throws SubjectErasedException if it was, and there is a value that somebody could read
     */
    boolean isOfErased(@Nullable Object id, @Nullable Object[] state, Optional<SubjectKeys> keys) {
        Sealed written = at(state);
        if (subject.isEmpty() || written == null) {
            return false;
        }
        try {
            requireNotErased(id, state, keys);
            return false;
        } catch (SubjectErasedException e) {
            if (written.isUnreadable()) {
                return true;
            }
            throw e;
        }
    }

    /**
     * Refuses to take what is about somebody who was erased for somebody else.
     *
     * @param before how the entity was loaded
     */
    void checkMove(
            @Nullable Object id, @Nullable Object[] state, @Nullable Object[] before, Optional<SubjectKeys> keys) {
        if (subject.isPresent() && at(before) != null && !isSameSubject(id, state, before)) {
            requireNotErased(id, before, keys);
        }
    }

    private void requireNotErased(@Nullable Object id, @Nullable Object[] state, Optional<SubjectKeys> keys) {
        field.requireNotErased(aboutWhom(ofTenant(field.context(), state), id, state), keys);
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
                && isSameSubject(id, state, before)
                && IntStream.range(0, row.size())
                        .allMatch(i ->
                                row.get(i).value(id, state).equals(row.get(i).value(id, before)));
    }

    private boolean isSameSubject(@Nullable Object id, @Nullable Object[] state, @Nullable Object[] before) {
        return subject.stream().allMatch(part -> part.value(id, state).equals(part.value(id, before)));
    }

    /** {@return where in the state of the entity stands what the value is bound to} */
    List<Integer> positions() {
        return Stream.of(
                        tenant.stream().map(PlacePart.Tenant::position),
                        row.stream().map(PlacePart.Row::position),
                        subject.stream().map(PlacePart.Subject::position))
                .flatMap(parts -> parts)
                .filter(part -> part >= 0)
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
