@NullMarked
package io.redoubt.hibernate;

import org.jspecify.annotations.NullMarked;
