package io.redoubt.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request on an open route: nobody calls, and credentials that nobody checked are not shown to the application. */
final class AnonymousRequest extends HttpServletRequestWrapper {

    private static final Set<String> CREDENTIALS = Set.of("authorization", "dpop");

    AnonymousRequest(HttpServletRequest request) {
        super(request);
    }

    /** {@return the request with the credentials that an open route, which sends it on to another path, does not see} */
    static HttpServletRequest shown(HttpServletRequest request) {
        HttpServletRequest shown = request;
        ServletRequest current = request;
        while (current instanceof ServletRequestWrapper wrapper) {
            current = wrapper.getRequest();
            if (wrapper instanceof AnonymousRequest && current instanceof HttpServletRequest behind) {
                shown = behind;
            }
        }
        return shown;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return null;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public @Nullable String getAuthType() {
        return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isCredential(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isCredential(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    /** As for a field that is not there; of one that is no number the container would quote the text. */
    @Override
    public int getIntHeader(String name) {
        return isCredential(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public long getDateHeader(String name) {
        return isCredential(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(AnonymousRequest::isCredential);
        return Collections.enumeration(names);
    }

    private static boolean isCredential(String name) {
        return CREDENTIALS.contains(name.toLowerCase(Locale.ROOT));
    }
}
