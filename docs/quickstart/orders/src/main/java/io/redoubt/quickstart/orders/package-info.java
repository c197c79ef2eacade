/**
 * A service that Redoubt protects: one dependency, {@code application.yaml}, and no line of security code. Start with
 * {@link io.redoubt.quickstart.orders.OrdersController}.
 */
@NullMarked
package io.redoubt.quickstart.orders;

import org.jspecify.annotations.NullMarked;
