package io.redoubt.spring;

import io.redoubt.audit.SecurityEventListener;

/**
 * Where events go: the log and every listener of the application. A type of its own, so that it is not one of the listeners.
 *
 * @param listener tells all of them
 */
record RedoubtEvents(SecurityEventListener listener) {}
