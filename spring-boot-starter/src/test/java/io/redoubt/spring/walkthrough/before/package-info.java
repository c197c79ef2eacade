@NullMarked
package io.redoubt.spring.walkthrough.before;

import org.jspecify.annotations.NullMarked;
