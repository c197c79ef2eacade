package io.redoubt.hibernate;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.hibernate.metamodel.model.domain.EmbeddableDomainType;
import org.hibernate.metamodel.model.domain.ManagedDomainType;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.type.CustomType;

/**
 * An encrypted attribute as queries know it.
 *
 * @param owner the entity that the query names it by, or the class that declares it; empty for what is no attribute of either
 * @param name of the attribute
 * @param isSearchable whether there is an index of it
 */
record QueriedAttribute(String owner, String name, boolean isSearchable) {

    /** {@return what a path leads to, if that is encrypted or has encrypted parts} */
    static Optional<QueriedAttribute> at(SqmPath<?> path) {
        if (path.getReferencedPathSource() instanceof StoredColumn.Source) {
            return Optional.empty(); // a search of the library's own
        }
        Optional<Attribute<?, ?>> attribute = attribute(path);
        if (attribute.isPresent()) {
            return attribute.flatMap(QueriedAttribute::of).map(found -> found.seenFrom(path));
        }
        Object type = path.getReferencedPathSource().getPathType();
        if (type instanceof EmbeddableDomainType<?> parts) {
            return part(parts);
        }
        return isSealed(type)
                ? Optional.of(new QueriedAttribute("", path.getNavigablePath().getFullPath(), false))
                : Optional.empty();
    }

    private static Optional<Attribute<?, ?>> attribute(SqmPath<?> path) {
        if (path.getReferencedPathSource() instanceof Attribute<?, ?> attribute) {
            return Optional.of(attribute);
        }
        SqmPath<?> lhs = path.getLhs();
        if (lhs != null && lhs.getReferencedPathSource().getPathType() instanceof ManagedDomainType<?> owner) {
            String name = path.getReferencedPathSource().getPathName();
            Attribute<?, ?> own = owner.findAttribute(name);
            return Optional.ofNullable(own != null ? own : owner.findSubTypesAttribute(name));
        }
        return Optional.empty();
    }

    /** {@return it, if it is encrypted or has encrypted parts} */
    static Optional<QueriedAttribute> of(Attribute<?, ?> attribute) {
        Object type = attribute instanceof PluralAttribute<?, ?, ?> plural ? plural.getElementType() : type(attribute);
        if (type instanceof EmbeddableDomainType<?> parts) {
            return part(parts);
        }
        // The metamodel has a primitive attribute by its primitive type, whatever handles it.
        return isSealed(type) || isAnnotated(attribute) ? Optional.of(declared(attribute)) : Optional.empty();
    }

    private static Object type(Attribute<?, ?> attribute) {
        return attribute instanceof SingularAttribute<?, ?> singular ? singular.getType() : attribute;
    }

    private static Optional<QueriedAttribute> part(EmbeddableDomainType<?> parts) {
        return parts.getAttributes().stream()
                .map(QueriedAttribute::of)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isSealed(Object type) {
        return type instanceof CustomType<?> custom
                && (custom.getUserType() instanceof SealedType || custom.getUserType() instanceof SealedElementType);
    }

    private static boolean isAnnotated(Attribute<?, ?> attribute) {
        return attribute.getJavaMember() instanceof AnnotatedElement member
                && member.isAnnotationPresent(Encrypted.class);
    }

    private static QueriedAttribute declared(Attribute<?, ?> attribute) {
        boolean isSearchable = attribute.getJavaMember() instanceof AnnotatedElement member
                && member.getAnnotationsByType(Searchable.class).length > 0;
        return new QueriedAttribute(
                attribute.getDeclaringType().getJavaType().getSimpleName(), attribute.getName(), isSearchable);
    }

    /** {@return the same, of the entity by which a query names it, where a superclass declares it} */
    private QueriedAttribute seenFrom(SqmPath<?> path) {
        SqmPath<?> lhs = path.getLhs();
        return lhs != null && lhs.getReferencedPathSource().getPathType() instanceof EntityType<?> entity
                ? new QueriedAttribute(entity.getName(), name, isSearchable)
                : this;
    }

    /** {@return the call that finds a value} */
    String search() {
        if (owner.isEmpty()) {
            return "call FieldQueries.eq(...) with an attribute of an entity that is @Searchable";
        }
        String call = "call FieldQueries.eq(" + owner + ".class, \"" + name + "\", value)";
        return isSearchable ? call : "annotate the attribute with @Searchable and " + call;
    }

    @Override
    public String toString() {
        return owner.isEmpty() ? name : owner + "." + name;
    }
}
