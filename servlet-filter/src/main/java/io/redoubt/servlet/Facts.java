package io.redoubt.servlet;

import io.redoubt.access.RequestFacts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
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
        HttpServletRequest whole = GuardedRequest.whole(request);
        return new RequestFacts(
                request.getMethod(),
                target.requestUri(),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                target.contextPath(),
                target.routedPath(),
                name -> values(whole.getHeaders(name)),
                certificates(request),
                Objects.requireNonNullElse(request.getRemoteAddr(), "")); // a connection that is gone has none
    }

    /** Servlet 6.1 section 3.10. */
    private static List<X509Certificate> certificates(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                ? List.of(chain)
                : List.of();
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
