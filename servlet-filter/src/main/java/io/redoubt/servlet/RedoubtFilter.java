package io.redoubt.servlet;

import io.redoubt.access.Decision;
import io.redoubt.access.RequestGuard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets a request through to the application only if the {@link RequestGuard} says so.
 *
 * <p>Map it to <code>/*</code> for every {@link DispatcherType}, with async support. What comes from outside is judged once;
 * where the application forwards, includes or dispatches to another path, the rule of that path must allow it, too; an
 * error page shows under the decision that the request had. A refused request gets a status, a challenge and no
 * content. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RedoubtFilter implements Filter {

    private static final String DECISION = RedoubtFilter.class.getName() + ".decision";

    private final RequestGuard guard;

    /**
     * Guards with these rules.
     *
     * @param guard decides about each request
     */
    public RedoubtFilter(RequestGuard guard) {
        this.guard = guard;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest httpRequest)
                || !(response instanceof HttpServletResponse httpResponse)) {
            throw new ServletException("redoubt guards HTTP requests only");
        }
        Decision decision = decide(httpRequest);
        if (decision instanceof Decision.Denied denied) {
            RefusalWriter.write(denied, httpResponse);
        } else if (decision instanceof Decision.Allowed allowed) {
            chain.doFilter(new CallerRequest(httpRequest, new Caller(allowed.token())), httpResponse);
        } else {
            chain.doFilter(new AnonymousRequest(httpRequest), httpResponse);
        }
    }

    private Decision decide(HttpServletRequest request) {
        DispatcherType dispatch = request.getDispatcherType();
        Optional<Decision> earlier = earlierDecision(request);
        if (dispatch == DispatcherType.REQUEST || earlier.isEmpty()) {
            Decision decision = guard.check(Facts.of(request));
            request.setAttribute(DECISION, decision);
            return decision;
        }
        // The container chooses the error page, not the caller: it shows under the decision that the request had.
        return dispatch == DispatcherType.ERROR ? earlier.get() : guard.recheck(Facts.of(request), earlier.get());
    }

    private static Optional<Decision> earlierDecision(HttpServletRequest request) {
        return request.getAttribute(DECISION) instanceof Decision decision ? Optional.of(decision) : Optional.empty();
    }
}
