package io.redoubt.hibernate;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.annotations.TenantId;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What the values of an encrypted attribute are bound to, beside their field: names of attributes of the entity.
 *
 * @param tenant that names the tenant
 * @param rowKey that stands for the row in place of the id
 * @param further that are bound, too
 * @param subject that says whom the values are about
 * @param isRowBound whether there is a row at all
 */
record Binding(
        Optional<String> tenant,
        Optional<String> rowKey,
        List<String> further,
        Optional<String> subject,
        boolean isRowBound) {

    static Binding of(EncryptedAttribute attribute) {
        Encrypted annotation = attribute.annotation();
        return new Binding(
                attribute.isPlaced() ? tenant(attribute) : Optional.empty(),
                text(annotation.rowKey()),
                Arrays.asList(annotation.bind()),
                text(annotation.subject()),
                attribute.isRowBound());
    }

    private static Optional<String> tenant(EncryptedAttribute attribute) {
        return text(attribute.annotation().tenant())
                .or(() -> attribute.entity().getPropertyClosure().stream()
                        .filter(Binding::isTenantId)
                        .map(Property::getName)
                        .findFirst());
    }

    private static boolean isTenantId(Property property) {
        Class<?> entity = property.getPersistentClass().getMappedClass();
        return property.getValue() instanceof BasicValue
                && property.getGetter(entity).getMember() instanceof AnnotatedElement member
                && member.isAnnotationPresent(TenantId.class);
    }

    private static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** {@return whether a name is that of the id} */
    static boolean isId(PersistentClass entity, String name) {
        Property id = entity.getIdentifierProperty();
        return id != null && id.getName().equals(name);
    }

    /** {@return the attribute of an entity with this name} */
    static Optional<Property> attribute(PersistentClass entity, String name) {
        return entity.getPropertyClosure().stream()
                .filter(property -> property.getName().equals(name))
                .findFirst();
    }

    /** {@return the field among the attributes of an entity that has it} */
    BoundField in(EntityPersister entity, EncryptedAttribute attribute) {
        return new BoundField(
                attribute.declaration().field(),
                PlacePart.position(entity, attribute.property().getName()),
                tenant.map(name -> PlacePart.tenant(entity, name)),
                isRowBound ? row(entity) : List.of(),
                subject.map(name -> PlacePart.subject(entity, name)));
    }

    private List<PlacePart.Row> row(EntityPersister entity) {
        List<PlacePart.Row> parts = new ArrayList<>();
        parts.addAll(
                rowKey.map(name -> List.of(PlacePart.attribute(entity, name))).orElseGet(() -> PlacePart.id(entity)));
        further.forEach(name -> parts.add(PlacePart.attribute(entity, name)));
        return List.copyOf(parts);
    }

    /** {@return the attributes that are bound} */
    Stream<Property> attributes(PersistentClass entity) {
        return Stream.of(tenant.stream(), rowKey.stream(), further.stream(), subject.stream())
                .flatMap(names -> names)
                .flatMap(name -> attribute(entity, name).stream());
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        tenant.ifPresent(parts::add);
        if (isRowBound) {
            parts.add(rowKey.orElse("the id"));
            parts.addAll(further);
        }
        return (parts.isEmpty() ? "its field only" : String.join(", ", parts))
                + subject.map(name -> "; about " + name).orElse("");
    }
}
