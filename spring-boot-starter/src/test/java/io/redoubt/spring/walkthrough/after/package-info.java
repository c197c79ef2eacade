@NullMarked
package io.redoubt.spring.walkthrough.after;

import org.jspecify.annotations.NullMarked;
