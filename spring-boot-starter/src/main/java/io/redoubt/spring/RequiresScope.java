package io.redoubt.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a handler of Spring MVC be called only with a token that grants these scopes, every one of them.
 *
 * <p>It holds beside the rule of the path, and without one it suffices. On a class it holds for each handler in it that names no
 * scopes itself. It may stand on an interface, on an overridden method or on an annotation of your own. Several on one element
 * add up. A scope that is none by RFC 6749 section 3.3, or no scope at all, stops the start.
 *
 * @since 0.1.0
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface RequiresScope {

    /** {@return the scopes, one per element} */
    String[] value();
}
