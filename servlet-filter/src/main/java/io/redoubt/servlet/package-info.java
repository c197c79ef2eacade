/**
 * Puts a {@link io.redoubt.access.RequestGuard} in front of a Jakarta Servlet application. Start at
 * {@link io.redoubt.servlet.RedoubtFilter}; a handler learns who calls from {@link io.redoubt.servlet.Caller}.
 */
@NullMarked
package io.redoubt.servlet;

import org.jspecify.annotations.NullMarked;
