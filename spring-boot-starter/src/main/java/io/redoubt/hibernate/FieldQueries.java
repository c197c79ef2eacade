package io.redoubt.hibernate;

/**
 * Finds entities by the values of encrypted attributes. Thread-safe.
 *
 * <pre>{@code
 * List<Customer> hits = FieldQueries.eq(Customer.class, "email", "ada@example.com").list(entityManager);
 * repository.findAll(FieldQueries.eq(Customer.class, "email", "ada@example.com")::toPredicate);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class FieldQueries {

    private FieldQueries() {}

    /**
     * {@return a search for the entities in which an attribute has a value, or one that its index takes for the same}
     *
     * @param entity the entity
     * @param attribute an attribute of it with {@link Searchable}
     * @param value the value, never null: ask for {@code is null} instead, which is not hidden
     * @param <E> the entity
     * @param <V> the type of the attribute
     */
    public static <E, V> FieldQuery<E> eq(Class<E> entity, String attribute, V value) {
        return FieldQuery.of(entity, attribute, value);
    }
}
