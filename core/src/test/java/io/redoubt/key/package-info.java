@NullMarked
package io.redoubt.key;

import org.jspecify.annotations.NullMarked;
