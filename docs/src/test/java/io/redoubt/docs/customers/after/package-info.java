@NullMarked
package io.redoubt.docs.customers.after;

import org.jspecify.annotations.NullMarked;
