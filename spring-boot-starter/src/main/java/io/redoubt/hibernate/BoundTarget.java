package io.redoubt.hibernate;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.annotations.TenantId;
import org.hibernate.metamodel.model.domain.IdentifiableDomainType;
import org.hibernate.metamodel.model.domain.ManagedDomainType;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.jspecify.annotations.Nullable;

/**
 * An attribute to which values are bound, as queries know it: a bulk update of it would leave each of them unreadable.
 *
 * @param entity that the query names
 * @param name of the attribute
 * @param sealed an encrypted attribute whose values are bound to it
 */
record BoundTarget(String entity, String name, String sealed) {

    /** {@return what a query changes, if values are bound to it} */
    static Optional<BoundTarget> at(SqmPath<?> path) {
        SqmPath<?> lhs = path.getLhs();
        if (lhs == null) {
            return Optional.empty();
        }
        if (lhs.getReferencedPathSource().getPathType() instanceof IdentifiableDomainType<?> entity) {
            String name = path.getReferencedPathSource().getPathName();
            return of(entity, path.getReferencedPathSource() instanceof Attribute<?, ?> own ? own : find(entity, name));
        }
        return at(lhs);
    }

    /** {@return the version that a query raises, if values are bound to it} */
    static Optional<BoundTarget> raisedBy(SqmUpdateStatement<?> update) {
        return update.isVersioned()
                        && update.getTarget().getReferencedPathSource().getPathType()
                                instanceof IdentifiableDomainType<?> entity
                ? of(entity, entity.findVersionAttribute())
                : Optional.empty();
    }

    private static @Nullable Attribute<?, ?> find(ManagedDomainType<?> entity, String name) {
        Attribute<?, ?> own = entity.findAttribute(name);
        return own != null ? own : entity.findSubTypesAttribute(name);
    }

    private static Optional<BoundTarget> of(ManagedDomainType<?> entity, @Nullable Attribute<?, ?> target) {
        return target == null
                ? Optional.empty()
                : attributes(entity)
                        .filter(attribute -> isBound(attribute, target))
                        .findFirst()
                        .map(attribute -> new BoundTarget(
                                entity.getJavaType().getSimpleName(), target.getName(), attribute.getName()));
    }

    /** {@return those of all rows that a query of the entity may reach} */
    private static Stream<? extends Attribute<?, ?>> attributes(ManagedDomainType<?> entity) {
        return Stream.concat(
                entity.getAttributes().stream(), entity.getSubTypes().stream().flatMap(BoundTarget::attributes));
    }

    private static boolean isBound(Attribute<?, ?> attribute, Attribute<?, ?> target) {
        return attribute.getJavaMember() instanceof AnnotatedElement member
                && member.isAnnotationPresent(Encrypted.class)
                && !attribute.isCollection()
                && isBound(member.getAnnotation(Encrypted.class), target);
    }

    private static boolean isBound(Encrypted annotation, Attribute<?, ?> target) {
        String name = target.getName();
        boolean isTenant = annotation.tenant().isEmpty()
                ? isTenantId(target.getJavaMember())
                : annotation.tenant().equals(name);
        boolean isId = !annotation.comparable()
                && annotation.rowKey().isEmpty()
                && target instanceof SingularAttribute<?, ?> one
                && one.isId();
        return isTenant
                || isId
                || annotation.rowKey().equals(name)
                || annotation.subject().equals(name)
                || Arrays.asList(annotation.bind()).contains(name);
    }

    private static boolean isTenantId(@Nullable Member member) {
        return member instanceof AnnotatedElement element && element.isAnnotationPresent(TenantId.class);
    }

    EncryptedQueryException refused() {
        return new EncryptedQueryException(
                entity + "." + name,
                "is what values of " + sealed
                        + " are bound to, and changing it in bulk would leave them unreadable; load"
                        + " the entities and change them, so that the values are sealed anew",
                null);
    }
}
