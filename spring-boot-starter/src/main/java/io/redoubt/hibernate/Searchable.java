package io.redoubt.hibernate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.AttributeBinderType;

/**
 * Rows are found by the value of an {@link Encrypted} attribute, with {@link FieldQueries#eq}: a column beside it holds a keyed
 * code of the value, which the entity does not see. Whoever reads the database learns which rows have the same value.
 *
 * <p>An attribute may have several indexes, each with a name and a column of its own: all are written, and queries use the one
 * that stands first unless they name another.
 *
 * <h2>Unique</h2>
 *
 * <p>Equal values have equal codes under one key only. So the codes of a {@link #unique} column all have one {@link #epoch},
 * and while the keyset has another one, or had, the start is refused until the annotation says which. The key rotates by a
 * second column:
 *
 * <ol>
 *   <li>{@code @Searchable(unique = true, epoch = 1)}: before a key of epoch 2 is issued;
 *   <li>{@code @Searchable(unique = true, epoch = 1) @Searchable(index = "eq-2", unique = true, epoch = 2, column =
 *       "email_bidx2")}: every instance writes both columns, and the first one goes on being complete and unique;
 *   <li>the second column is filled in for the rows that are there;
 *   <li>the two change places, so that queries use the second column;
 *   <li>the annotation of epoch 1 goes once every instance has come so far, then its column, then its key.
 * </ol>
 *
 * @since 0.1.0
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Searchable.List.class)
@AttributeBinderType(binder = SearchableBinder.class)
public @interface Searchable {

    /** {@return the name of the index, which is part of its key and never changes} */
    String index() default "eq";

    /** {@return what brings values to one form first, such as {@code email-1}; it is part of the key and never changes} */
    String normaliser() default "exact-1";

    /**
     * {@return how many bits of a code are stored; with fewer than 128, different values share codes, so that less shows, and
     * hits must be looked at one by one: {@link FieldQuery#list} does, all else is refused}
     */
    int bits() default 128;

    /** {@return the column; by default that of the attribute with {@code _bidx} behind it} */
    String column() default "";

    /** {@return whether no two rows, of one tenant if there are tenants, may have the same value} */
    boolean unique() default false;

    /**
     * {@return the epoch under which all codes of this column are written and looked for; 0 for the one that is primary when
     * a code is written, codes of all live epochs being found}
     */
    int epoch() default 0;

    /**
     * Several indexes of one attribute.
     *
     * @since 0.1.0
     */
    @Documented
    @Target({ElementType.FIELD, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @AttributeBinderType(binder = SearchableBinder.OfSeveral.class)
    @interface List {
        /** {@return the indexes} */
        Searchable[] value();
    }
}
