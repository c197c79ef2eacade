package io.redoubt.hibernate;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.query.sqm.NodeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A search by the value of an encrypted attribute: rows with its code under every live key are hits, so that it finds all of them
 * while keys rotate. Codes that were planted are found out when the entity is loaded, and refused. Immutable and thread-safe.
 *
 * @param <E> the entity
 * @since 0.1.0
 */
public final class FieldQuery<E> {

    private final Class<E> entity;
    private final String attribute;
    private final Object value;
    private final Optional<String> index;
    private final Optional<String> tenant;

    private FieldQuery(
            Class<E> entity, String attribute, Object value, Optional<String> index, Optional<String> tenant) {
        this.entity = entity;
        this.attribute = attribute;
        this.value = value;
        this.index = index;
        this.tenant = tenant;
    }

    static <E> FieldQuery<E> of(Class<E> entity, String attribute, Object value) {
        return new FieldQuery<>(
                entity,
                Objects.requireNonNull(attribute, "attribute"),
                Objects.requireNonNull(value, "value"),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * {@return the same by another index than the one that is annotated first}
     *
     * @param name of the index
     */
    public FieldQuery<E> by(String name) {
        return new FieldQuery<>(entity, attribute, value, Optional.of(name), tenant);
    }

    /**
     * {@return the same in the data of a tenant; needed where the session does not say which: the tenant is an attribute that is
     *     no {@code @TenantId}, or the session works for all tenants}
     *
     * @param whose the tenant
     */
    public FieldQuery<E> ofTenant(String whose) {
        return new FieldQuery<>(entity, attribute, value, index, Optional.of(whose));
    }

    /**
     * {@return a condition for a query of the application's own, of the shape of Spring Data's {@code Specification}}
     *
     * @param root the entity in the query
     * @param query the query
     * @param builder Hibernate's
     * @throws EncryptedQueryException if different values share codes in the index, so that what the database counts and pages
     *     would be wrong: {@link #list} works then
     * @throws IllegalArgumentException if the attribute has no such index, or the value cannot be looked up by it
     */
    public Predicate toPredicate(Root<E> root, @Nullable CriteriaQuery<?> query, CriteriaBuilder builder) {
        SearchTarget target = target(builder);
        if (target.isTruncated()) {
            throw new EncryptedQueryException(
                    entity.getSimpleName() + "." + attribute,
                    "different values share codes in its index, so that the database would count, page and change rows of"
                            + " other values, too; call FieldQuery.list(entityManager), which looks at each hit",
                    null);
        }
        return target.predicate(root, value, tenant);
    }

    /**
     * {@return all entities that have the value, each looked at after it was opened, in no order}
     *
     * @param entities where they are
     * @throws IllegalArgumentException if the attribute has no such index, or the value cannot be looked up by it
     */
    public List<E> list(EntityManager entities) {
        return list(entities, (root, query, builder) -> builder.conjunction());
    }

    /**
     * {@return the entities that have the value and meet a condition}
     *
     * @param entities where they are
     * @param condition what the database looks at besides
     * @throws IllegalArgumentException if the attribute has no such index, or the value cannot be looked up by it
     */
    public List<E> list(EntityManager entities, Condition<E> condition) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        SearchTarget target = target(builder);
        CriteriaQuery<E> query = builder.createQuery(entity);
        Root<E> root = query.from(entity);
        query.select(root).where(target.predicate(root, value, tenant), condition.toPredicate(root, query, builder));
        return entities.createQuery(query).getResultList().stream()
                .filter(hit -> target.has(hit, value))
                .toList();
    }

    private SearchTarget target(CriteriaBuilder builder) {
        if (builder instanceof NodeBuilder nodes) {
            return SearchTarget.of(nodes, entity, attribute, index);
        }
        throw new IllegalArgumentException("the criteria builder is not Hibernate's own");
    }

    /** {@return entity and attribute, never the value} */
    @Override
    public String toString() {
        return "FieldQuery of " + entity.getSimpleName() + "." + attribute;
    }

    /**
     * What the database looks at besides: of the shape of Spring Data's {@code Specification}.
     *
     * @param <E> the entity
     * @since 0.1.0
     */
    @FunctionalInterface
    public interface Condition<E> {
        /**
         * {@return the condition}
         *
         * @param root the entity
         * @param query the query
         * @param builder makes conditions
         */
        Predicate toPredicate(Root<E> root, CriteriaQuery<?> query, CriteriaBuilder builder);
    }
}
