@NullMarked
package io.redoubt.access;

import org.jspecify.annotations.NullMarked;
