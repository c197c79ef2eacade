package io.redoubt.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Shows the application the caller again, behind filters that put a user of their own in front, as Spring Security's do:
 * a request has one user, the one whose token was verified.
 *
 * <p>Map it after those filters, to the same paths and dispatches as {@link RedoubtFilter}. It decides nothing, and on an
 * open route it changes nothing. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CallerFilter implements Filter {

    private static final FieldNames NOTHING_MORE = FieldNames.of(List.of());

    /** Makes the filter. */
    public CallerFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest httpRequest) {
            Optional<Caller> caller = Caller.of(httpRequest);
            if (caller.isPresent()) {
                chain.doFilter(new CallerRequest(httpRequest, caller.get(), NOTHING_MORE), response);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
