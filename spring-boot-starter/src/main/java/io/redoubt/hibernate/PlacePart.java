package io.redoubt.hibernate;

import io.redoubt.field.FieldContext;
import io.redoubt.field.RowId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/** Where the parts of a place come from, in the state of an entity. */
final class PlacePart {

    /** The id is not in the state. */
    private static final int NO_POSITION = -1;

    private PlacePart() {}

    /** {@return the position of an attribute in the state of an entity} */
    static int position(EntityPersister entity, String attribute) {
        return Arrays.asList(entity.getPropertyNames()).indexOf(attribute);
    }

    /** {@return the id; one of several attributes is taken in the order of their names} */
    static Row id(EntityPersister entity) {
        if (entity.getIdentifierType() instanceof CompositeType composite) {
            return new Row(
                    "the id",
                    NO_POSITION,
                    (id, state) -> id == null ? Optional.empty() : Optional.of(composite(composite, id)));
        }
        return new Row(
                "the id", NO_POSITION, (id, state) -> Optional.ofNullable(id).flatMap(RowId::ofValue));
    }

    private static RowId composite(CompositeType type, Object id) {
        String[] names = type.getPropertyNames();
        Object[] values = type.getPropertyValues(id);
        TreeMap<String, RowId> parts = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            parts.put(names[i], RowId.ofValue(Objects.requireNonNull(values[i])).orElseThrow());
        }
        return RowId.composite(List.copyOf(parts.values()));
    }

    /** {@return an attribute that is bound as part of the row} */
    static Row attribute(EntityPersister entity, String name) {
        int position = position(entity, name);
        return new Row(
                name,
                position,
                (id, state) -> Optional.ofNullable(state[position]).flatMap(RowId::ofValue));
    }

    /** {@return the attribute that names the tenant} */
    static Tenant tenant(EntityPersister entity, String name) {
        return new Tenant(name, position(entity, name));
    }

    /** Reads a value of the row. */
    @FunctionalInterface
    interface RowValue {
        Optional<RowId> of(@Nullable Object id, @Nullable Object[] state);
    }

    /**
     * One of the values that tell a row from others.
     *
     * @param name how a message calls it
     * @param position in the state of the entity, or -1
     * @param reader reads it
     */
    record Row(String name, int position, RowValue reader) {

        Optional<RowId> value(@Nullable Object id, @Nullable Object[] state) {
            return reader.of(id, state);
        }

        RowId required(FieldContext field, @Nullable Object id, @Nullable Object[] state) {
            return value(id, state).orElseThrow(() -> missing(field, name));
        }
    }

    /**
     * The value that tells whose data it is.
     *
     * @param name how a message calls it
     * @param position in the state of the entity
     */
    record Tenant(String name, int position) {

        Optional<String> value(@Nullable Object[] state) {
            return Optional.ofNullable(state[position]).map(Object::toString);
        }

        String required(FieldContext field, @Nullable Object[] state) {
            return value(state).orElseThrow(() -> missing(field, name));
        }
    }

    private static IllegalStateException missing(FieldContext field, String name) {
        return new IllegalStateException(
                field + " is bound to " + name + ", which is null: set it before the entity is saved");
    }
}
