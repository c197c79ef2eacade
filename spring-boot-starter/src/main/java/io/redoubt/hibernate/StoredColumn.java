package io.redoubt.hibernate;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.Bindable.BindableType;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.model.domain.internal.BasicSqmPathSource;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.type.BasicType;

/**
 * The column of an encrypted attribute as it stands in the database, for searches in a column on its way from plaintext. Searches
 * of the library alone look at it: queries of the application do not.
 *
 * @param nodes makes the parts of queries
 * @param path leads to the column
 * @param form what the column holds
 */
record StoredColumn(NodeBuilder nodes, Expression<?> path, StoredForm form) {

    static StoredColumn of(NodeBuilder nodes, Root<?> root, AttributeMapping attribute, EncryptedField field) {
        BasicType<?> type = (BasicType<?>) attribute.getSingleJdbcMapping();
        return new StoredColumn(
                nodes,
                new Source<>(attribute.getAttributeName(), type).createSqmPath((SqmPath<?>) root, null),
                field.form());
    }

    /**
     * {@return whether the value stands there in plaintext, or a ciphertext and something else holds. A code beside plaintext counts for
     * nothing: an instance that does not know of the index may have changed the value without it}
     */
    Predicate isOrIsSealedAnd(Object plain, Predicate other) {
        Predicate isPlain = nodes.isTrue(nodes.sql("(? = ?)", Boolean.class, path, nodes.value(plain)));
        return nodes.or(isPlain, form == StoredForm.TEXT ? nodes.and(looksSealed(), other) : other);
    }

    private Predicate looksSealed() {
        return nodes.isTrue(nodes.sql("(? like 'r1.%')", Boolean.class, path));
    }

    /** A way to the column past the guard. */
    static final class Source<T> extends BasicSqmPathSource<T> {

        private static final long serialVersionUID = 1L;

        Source(String attribute, BasicType<T> type) {
            super(attribute, null, type, type.getJavaTypeDescriptor(), BindableType.SINGULAR_ATTRIBUTE, false);
        }
    }
}
