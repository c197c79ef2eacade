package io.redoubt.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request without the header fields that the application must not see. */
abstract class GuardedRequest extends HttpServletRequestWrapper {

    private final FieldNames hidden;

    GuardedRequest(HttpServletRequest request, FieldNames hidden) {
        super(request);
        this.hidden = hidden;
    }

    /** {@return the request with all of its header fields, for the guard to judge where it is sent on to another path} */
    static HttpServletRequest whole(HttpServletRequest request) {
        HttpServletRequest whole = request;
        ServletRequest current = request;
        while (current instanceof ServletRequestWrapper wrapper) {
            current = wrapper.getRequest();
            if (wrapper instanceof GuardedRequest && current instanceof HttpServletRequest behind) {
                whole = behind;
            }
        }
        return whole;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hidden.contain(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hidden.contain(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    /** As for a field that is not there; of one that is no number the container would quote the text. */
    @Override
    public int getIntHeader(String name) {
        return hidden.contain(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public long getDateHeader(String name) {
        return hidden.contain(name) ? -1 : super.getDateHeader(name);
    }

    /** Trailers are fields, too (RFC 9110 section 6.5). */
    @Override
    public Map<String, String> getTrailerFields() {
        Map<String, String> shown = new LinkedHashMap<>(super.getTrailerFields());
        shown.keySet().removeIf(hidden::contain);
        return shown;
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(hidden::contain);
        return Collections.enumeration(names);
    }

    @Override
    public AsyncContext startAsync() {
        return SeenAsyncContext.of(super.startAsync(), this);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return SeenAsyncContext.of(super.getAsyncContext(), this);
    }
}
