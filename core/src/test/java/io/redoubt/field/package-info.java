@NullMarked
package io.redoubt.field;

import org.jspecify.annotations.NullMarked;
