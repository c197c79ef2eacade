package io.redoubt.servlet;

import io.redoubt.access.HandlerAccess;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells what the handler that a request will reach asks of its callers. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HandlerAccessSource {

    /**
     * {@return what the handler asks, {@link HandlerAccess#UNSAID} if there is none or it is not known}
     *
     * @param request the request; it is looked at, and nothing of it is changed that anybody else can see
     */
    HandlerAccess of(HttpServletRequest request);
}
