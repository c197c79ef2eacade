package io.redoubt.hibernate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.annotations.AttributeBinderType;

/**
 * The attribute is stored encrypted, and its value opens only in the row where it was written: whoever reads the database
 * gets nothing, and a ciphertext that was moved to another row, column or table is refused.
 *
 * <p>An attribute of an embeddable, and the elements of an element collection, are bound to their field only; start-up says
 * so. What cannot be encrypted, or not be bound, refuses to start. {@code NULL} is neither hidden nor protected.
 *
 * @since 0.1.0
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@AttributeBinderType(binder = EncryptedBinder.class)
public @interface Encrypted {

    /**
     * {@return the logical name, under which the key is derived and which never changes again, such as
     * {@code customer.email}; by default the name of the entity, its first letter in lower case, and the path of the attribute}
     */
    String name() default "";

    /**
     * {@return the attribute that stands for the row where the database makes the id: unique and not updatable, and set
     * before the entity is saved}
     */
    String rowKey() default "";

    /**
     * {@return further attributes that the value is bound to, in an order that stays; with the attribute of {@code @Version},
     * an older ciphertext of the same row is refused, too}
     */
    String[] bind() default {};

    /** {@return the attribute that names the tenant; by default the one of {@code @TenantId}, if there is one} */
    String tenant() default "";

    /**
     * {@return the attribute that says whom the value is about: a whole number, a UUID or text, of the same table, which may be the
     * id. The value opens only as long as the key of that subject is there, and {@code SubjectKeyStore.erase} destroys it}
     */
    String subject() default "";

    /**
     * {@return whether equal values give equal ciphertexts, so that everybody who reads the database sees which rows have the
     * same; such a value is bound to field and tenant, never to a row}
     */
    boolean comparable() default false;

    /** {@return to a multiple of how many bytes values are padded, so that their length tells less; 0 for what the type has} */
    int paddedTo() default 0;

    /** {@return what the column holds} */
    Form form() default Form.AUTO;

    /** {@return whether the value is written as JSON, by the mapper that Hibernate uses} */
    boolean json() default false;

    /** What a column holds. */
    enum Form {
        /** Text for text and JSON, so that a column that exists can be used on; bytes for the rest. */
        AUTO,
        /** {@code r1.} and base64url. */
        TEXT,
        /** Bytes. */
        BINARY
    }
}
