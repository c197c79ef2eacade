/** Values of fields, sealed and opened, alone and by Hibernate. */
@NullMarked
package io.redoubt.benchmarks.field;

import org.jspecify.annotations.NullMarked;
