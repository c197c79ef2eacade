@NullMarked
package io.redoubt.state;

import org.jspecify.annotations.NullMarked;
