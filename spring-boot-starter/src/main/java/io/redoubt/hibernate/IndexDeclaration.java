package io.redoubt.hibernate;

import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An index as it was annotated: known while Hibernate reads the entities, and what it means once the session factory has started.
 * Thread-safe.
 */
final class IndexDeclaration {

    private final Searchable annotation;
    private final String attribute;
    private final int rank;
    private final AtomicReference<@Nullable IndexedField> index = new AtomicReference<>();

    /**
     * Describes it.
     *
     * @param attribute what is found by it
     * @param rank its place among the indexes of the attribute
     */
    IndexDeclaration(Searchable annotation, String attribute, int rank) {
        this.annotation = annotation;
        this.attribute = attribute;
        this.rank = rank;
    }

    Searchable annotation() {
        return annotation;
    }

    String attribute() {
        return attribute;
    }

    int rank() {
        return rank;
    }

    /** {@return the name of the property that the entity does not see} */
    String property() {
        return attribute + "$" + annotation.index();
    }

    /** {@return all that the index is} */
    IndexName name(FieldName field) {
        return new IndexName(field, annotation.index(), annotation.normaliser(), annotation.bits());
    }

    /** {@return how long a stored code is, with its epoch} */
    int bytes() {
        return Short.BYTES + (annotation.bits() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Says what it means. */
    void resolve(IndexedField meaning) {
        index.set(meaning);
    }

    IndexedField index() {
        IndexedField known = index.get();
        if (known == null) {
            throw new IllegalStateException("the session factory has not started yet");
        }
        return known;
    }
}
