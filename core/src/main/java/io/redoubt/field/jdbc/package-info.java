/**
 * Encrypted fields in databases, by JDBC alone and without an ORM: the keys of subjects, and jobs over whole tables.
 */
@NullMarked
package io.redoubt.field.jdbc;

import org.jspecify.annotations.NullMarked;
