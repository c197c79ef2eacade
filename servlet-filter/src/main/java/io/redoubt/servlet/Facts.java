package io.redoubt.servlet;

import io.redoubt.access.RequestFacts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a request as the container has them. */
final class Facts {

    private Facts() {}

    static RequestFacts of(HttpServletRequest request) {
        Target target = Target.of(request);
        return new RequestFacts(
                request.getMethod(),
                target.requestUri(),
                target.contextPath(),
                target.routedPath(),
                values(AnonymousRequest.shown(request).getHeaders("Authorization")),
                Objects.requireNonNullElse(request.getRemoteAddr(), "")); // a connection that is gone has none
    }

    private static List<String> values(@Nullable Enumeration<String> values) {
        return values == null ? List.of() : Collections.list(values);
    }

    /**
     * Where a request goes. Servlet 6.1 section 3.5: {@code requestURI = contextPath + servletPath + pathInfo}, but for
     * URL encoding.
     */
    private record Target(
            String requestUri,
            String contextPath,
            String servletPath,
            @Nullable String pathInfo) {

        static Target of(HttpServletRequest request) {
            // Section 9.3.1: what is included keeps the path of the request; where it really goes stands in attributes.
            if (request.getDispatcherType() == DispatcherType.INCLUDE
                    && request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) instanceof String requestUri) {
                return new Target(
                        requestUri,
                        text(request, RequestDispatcher.INCLUDE_CONTEXT_PATH),
                        text(request, RequestDispatcher.INCLUDE_SERVLET_PATH),
                        text(request, RequestDispatcher.INCLUDE_PATH_INFO));
            }
            return new Target(
                    request.getRequestURI(), request.getContextPath(), request.getServletPath(), request.getPathInfo());
        }

        private static String text(HttpServletRequest request, String attribute) {
            return request.getAttribute(attribute) instanceof String text ? text : "";
        }

        String routedPath() {
            return pathInfo == null ? servletPath : servletPath + pathInfo;
        }
    }
}
