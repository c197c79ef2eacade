@NullMarked
package io.redoubt.docs.customers.before;

import org.jspecify.annotations.NullMarked;
