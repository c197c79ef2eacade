@NullMarked
package io.redoubt.token;

import org.jspecify.annotations.NullMarked;
