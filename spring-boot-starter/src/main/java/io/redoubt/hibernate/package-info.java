/**
 * Encrypts attributes of JPA entities with Hibernate ORM 7.4. Start at {@link io.redoubt.hibernate.Encrypted}.
 */
@NullMarked
package io.redoubt.hibernate;

import org.jspecify.annotations.NullMarked;
