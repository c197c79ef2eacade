@NullMarked
package io.redoubt.spring.walkthrough.erasure;

import org.jspecify.annotations.NullMarked;
