@NullMarked
package io.redoubt.field.jdbc;

import org.jspecify.annotations.NullMarked;
