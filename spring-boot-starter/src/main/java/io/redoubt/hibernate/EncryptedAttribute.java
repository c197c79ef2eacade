package io.redoubt.hibernate;

import io.redoubt.key.FieldName;
import java.lang.reflect.Type;
import java.util.Locale;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/**
 * An encrypted attribute, as Hibernate's model of the entities has it.
 *
 * @param entity that declares it, or embeds what declares it
 * @param path of the attribute in the entity
 * @param property the attribute
 * @param value what is encrypted: the value of the attribute, or the elements of its collection
 * @param container what declares the attribute
 * @param declaration what was annotated
 */
record EncryptedAttribute(
        PersistentClass entity,
        String path,
        Property property,
        BasicValue value,
        Container container,
        Declaration declaration) {

    /** {@return the type of the value in Java} */
    Type type() {
        return declaration.type();
    }

    Encrypted annotation() {
        return declaration.annotation();
    }

    /** {@return the type in Java, without its type arguments} */
    Class<?> rawType() {
        return ReflectedTypes.raw(type());
    }

    /** {@return whether it can be told in which row it stands} */
    boolean isPlaced() {
        return container == Container.ENTITY;
    }

    /** {@return whether values are bound to their row} */
    boolean isRowBound() {
        return isPlaced() && !annotation().comparable();
    }

    /**
     * {@return the logical name}
     *
     * @throws IllegalArgumentException if what was annotated is no name
     */
    FieldName name() {
        if (!annotation().name().isEmpty()) {
            return FieldName.parse(annotation().name());
        }
        String entityName = entity.getJpaEntityName();
        return new FieldName(entityName.substring(0, 1).toLowerCase(Locale.ROOT) + entityName.substring(1), path);
    }

    /** {@return how a message calls it} */
    String place() {
        return "@Encrypted on " + entity.getJpaEntityName() + "." + path;
    }

    /** What declares an attribute. */
    enum Container {
        /** An entity, which knows its row. */
        ENTITY,
        /** A class that is embedded. */
        EMBEDDABLE,
        /** A record that is embedded. */
        RECORD,
        /** A collection of values: its elements. */
        COLLECTION,
        /** A class that is embedded in the elements of a set. */
        SET,
        /** The id of an entity. */
        IDENTIFIER
    }
}
