/** What has to look into jobs to measure them. */
@NullMarked
package io.redoubt.field.jdbc;

import org.jspecify.annotations.NullMarked;
