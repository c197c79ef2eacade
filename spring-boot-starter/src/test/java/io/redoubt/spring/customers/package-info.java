/** What a service keeps of its customers. */
@NullMarked
package io.redoubt.spring.customers;

import org.jspecify.annotations.NullMarked;
