@NullMarked
package io.redoubt.internal;

import org.jspecify.annotations.NullMarked;
