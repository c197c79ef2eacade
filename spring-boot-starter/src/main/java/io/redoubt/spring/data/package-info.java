/** Keeps repositories of Spring Data from asking the database for what it cannot read. */
@NullMarked
package io.redoubt.spring.data;

import org.jspecify.annotations.NullMarked;
