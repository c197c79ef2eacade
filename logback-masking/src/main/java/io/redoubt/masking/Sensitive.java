package io.redoubt.masking;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps a value out of logs, whatever its {@code toString} says: on a field or record component, the text of that value is erased from
 * the text of its object; on a type, the object is replaced whole.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Sensitive {

    /** {@return what the value is, as told in its place} */
    String value() default "sensitive";
}
