package io.redoubt.servlet;

import io.redoubt.access.RequestFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a request as the container has them. */
final class Facts {

    private Facts() {}

    static RequestFacts of(HttpServletRequest request) {
        return new RequestFacts(
                request.getMethod(),
                rawPath(request),
                routedPath(request),
                values(request.getHeaders("Authorization")));
    }

    /** Servlet 6.1 section 3.5: {@code requestURI = contextPath + servletPath + pathInfo}, but for URL encoding. */
    private static String rawPath(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String context = request.getContextPath();
        return uri.startsWith(context) ? uri.substring(context.length()) : uri;
    }

    private static String routedPath(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        return pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    }

    private static List<String> values(@Nullable Enumeration<String> values) {
        return values == null ? List.of() : Collections.list(values);
    }
}
