@NullMarked
package io.redoubt.spring.redis;

import org.jspecify.annotations.NullMarked;
