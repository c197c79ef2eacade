package io.redoubt.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a handler of Spring MVC be called only after a login that was good enough (RFC 9470); other callers are told to log in
 * again, and how.
 *
 * <p>It holds beside the rule of the path, and without one it suffices. On a class it holds for each handler in it that has none
 * itself, so a handler cannot lose it by naming scopes or roles. It may stand on an interface, on an overridden method or on an
 * annotation of your own. One that asks nothing, or asks what cannot be read, stops the start.
 *
 * @since 0.1.0
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface StepUp {

    /** {@return the authentication context class that the login must have reached; empty asks for none} */
    String acr() default "";

    /** {@return authentication methods (RFC 8176) that must have been used, every one of them} */
    String[] amr() default {};

    /** {@return how long ago the login may be, such as {@code 5m}; a bare number is seconds, empty sets no limit} */
    String maxAge() default "";

    /** {@return whether one token is good for one request only} */
    boolean singleUse() default false;
}
