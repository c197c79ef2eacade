/**
 * Puts Redoubt in force in a Spring Boot application. Start at
 * {@link io.redoubt.spring.RedoubtAutoConfiguration}: the properties under {@code redoubt.} are read once into
 * {@code RedoubtSettings}, which refuses to start with all that is wrong with them, and everything else is made from
 * those.
 */
@NullMarked
package io.redoubt.spring;

import org.jspecify.annotations.NullMarked;
