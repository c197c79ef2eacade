package io.redoubt.hibernate;

import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.Bindable.BindableType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.model.domain.internal.BasicSqmPathSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.ValueBindJpaCriteriaParameter;
import org.hibernate.query.sqm.tree.predicate.SqmInListPredicate;
import org.hibernate.type.CustomType;

/**
 * The index by which an attribute is looked up.
 *
 * @param nodes makes the parts of queries
 * @param type of the codes
 * @param attribute what is looked up
 * @param declaration the index
 */
record SearchTarget(
        NodeBuilder nodes, CustomType<IndexCode> type, AttributeMapping attribute, IndexDeclaration declaration) {

    /**
     * {@return the index of an attribute}
     *
     * @param name of the index; without one, it is the first
     * @throws IllegalArgumentException if there is none
     */
    static SearchTarget of(NodeBuilder nodes, Class<?> entity, String attribute, Optional<String> name) {
        EntityPersister persister = nodes.getQueryEngine().getMappingMetamodel().getEntityDescriptor(entity);
        return Stream.of(persister.getPropertyTypes())
                .flatMap(type -> indexType(type).stream())
                .filter(type -> declaration(type).attribute().equals(attribute))
                .filter(type ->
                        name.map(declaration(type).annotation().index()::equals).orElse(true))
                .min(Comparator.comparing(type -> declaration(type).rank()))
                .map(type ->
                        new SearchTarget(nodes, type, persister.findAttributeMapping(attribute), declaration(type)))
                .orElseThrow(() -> new IllegalArgumentException(entity.getSimpleName() + "." + attribute
                        + " has no such index; annotate the attribute with @Searchable"));
    }

    @SuppressWarnings("unchecked") // IndexCodeType says so
    private static Optional<CustomType<IndexCode>> indexType(Object type) {
        return type instanceof CustomType<?> custom && custom.getUserType() instanceof IndexCodeType
                ? Optional.of((CustomType<IndexCode>) custom)
                : Optional.empty();
    }

    private static IndexDeclaration declaration(CustomType<IndexCode> type) {
        return ((IndexCodeType) type.getUserType()).declaration();
    }

    boolean isTruncated() {
        return declaration.index().index().isTruncated();
    }

    /** {@return whether the row has the value: the code of it under any live epoch, or it itself where that may still stand there} */
    Predicate predicate(Root<?> root, Object value, Optional<String> tenant) {
        Object plain = plain(value);
        Predicate hasCode = hasCode(root, plain, tenant);
        return declaration.index().field().readsPlaintext()
                ? StoredColumn.of(nodes, root, attribute, declaration.index().field())
                        .isOrIsSealedAnd(plain, hasCode)
                : hasCode;
    }

    private Predicate hasCode(Root<?> root, Object plain, Optional<String> tenant) {
        IndexedField index = declaration.index();
        SqmPath<IndexCode> codes = new BasicSqmPathSource<>(
                        declaration.property(),
                        null,
                        type,
                        type.getJavaTypeDescriptor(),
                        BindableType.SINGULAR_ATTRIBUTE,
                        false)
                .createSqmPath((SqmPath<?>) root, null);
        int epochs = index.candidates(Optional.empty(), plain).size();
        List<SqmExpression<IndexCode>> sought = new ArrayList<>();
        for (int i = 0; i < epochs; i++) {
            sought.add(new ValueBindJpaCriteriaParameter<>(type, IndexCode.sought(index, plain, tenant, i), nodes));
        }
        return new SqmInListPredicate<>(codes, sought, nodes);
    }

    /** {@return whether an entity has the value, or one that the index takes for the same} */
    boolean has(Object entity, Object value) {
        return attribute.getValue(Hibernate.unproxy(entity)) instanceof Sealed sealed
                && sealed.plain()
                        .map(actual -> declaration.index().index().isSame(plain(value), actual))
                        .orElse(false);
    }

    private Object plain(Object value) {
        EncryptedField field = declaration.index().field();
        if (!field.type().javaType().isInstance(value)) {
            throw new IllegalArgumentException(field.context().field() + " is looked up by values of " + field.type());
        }
        return field.plain(value);
    }
}
