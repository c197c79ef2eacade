package io.redoubt.hibernate;

import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Value;

/** Finds the class through which Hibernate reaches an attribute: the entity, or what it embeds. */
final class DeclaringClass {

    private DeclaringClass() {}

    static Class<?> of(PersistentClass entity, Property property) {
        Stream<Value> values = Stream.concat(
                Stream.of(entity.getIdentifier()),
                entity.getProperties().stream().map(Property::getValue));
        return values.flatMap(value -> in(value, property).stream()).findFirst().orElse(entity.getMappedClass());
    }

    private static Optional<Class<?>> in(Value value, Property property) {
        if (value instanceof Collection collection) {
            return in(collection.getElement(), property);
        } else if (value instanceof Component component) {
            return component.getProperties().contains(property)
                    ? Optional.of(component.getComponentClass())
                    : component.getProperties().stream()
                            .flatMap(inner -> in(inner.getValue(), property).stream())
                            .findFirst();
        }
        return Optional.empty();
    }
}
