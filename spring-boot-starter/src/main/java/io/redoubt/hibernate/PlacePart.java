package io.redoubt.hibernate;

import io.redoubt.field.FieldContext;
import io.redoubt.field.RowId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    /** {@return the id; several attributes in the order of their names, as the lock file has them} */
    static List<Row> id(EntityPersister entity) {
        if (entity.getIdentifierType() instanceof CompositeType composite) {
            List<String> names = Arrays.asList(composite.getPropertyNames());
            return names.stream()
                    .sorted()
                    .map(name -> part(composite, names.indexOf(name)))
                    .toList();
        }
        return List.of(id(id -> id));
    }

    private static Row part(CompositeType id, int position) {
        return id(whole -> id.getPropertyValues(whole)[position]);
    }

    private static Row id(Function<Object, @Nullable Object> part) {
        return new Row(
                "the id",
                NO_POSITION,
                (id, state) -> Optional.ofNullable(id).map(part).flatMap(RowId::ofValue));
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

    /** {@return what says whom the row is about: an attribute or the id} */
    static Subject subject(EntityPersister entity, String name) {
        int position = position(entity, name);
        return new Subject(name, position);
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

    /**
     * The value that says whom the row is about.
     *
     * @param name how a message calls it
     * @param position in the state of the entity, or -1 if it is the id
     */
    record Subject(String name, int position) {

        Optional<String> value(@Nullable Object id, @Nullable Object[] state) {
            return Optional.ofNullable(position == NO_POSITION ? id : state[position])
                    .flatMap(FieldContext::subjectOf);
        }

        String required(FieldContext field, @Nullable Object id, @Nullable Object[] state) {
            return value(id, state)
                    .orElseThrow(() -> new IllegalStateException(field + " is about whom " + name
                            + " names, which is null: set it before the entity is saved"));
        }
    }

    private static IllegalStateException missing(FieldContext field, String name) {
        return new IllegalStateException(
                field + " is bound to " + name + ", which is null: set it before the entity is saved");
    }
}
