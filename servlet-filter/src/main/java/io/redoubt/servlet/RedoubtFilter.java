package io.redoubt.servlet;

import io.redoubt.access.Decision;
import io.redoubt.access.HandlerAccess;
import io.redoubt.access.RequestGuard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Lets a request through to the application only if the {@link RequestGuard} says so.
 *
 * <p>Map it to <code>/*</code> for every {@link DispatcherType}, with async support. What comes from outside is judged once;
 * where the application forwards, includes or dispatches to another path, the rule of that path must allow it, too; an
 * error page shows under the decision that the request had. Header fields in which somebody in front could name a caller are
 * hidden from the application, for whoever gets past it can write them, too. A refused request gets a status, a challenge and no
 * content. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RedoubtFilter implements Filter {

    /**
     * Header fields in which proxies, gateways and meshes tell an application who calls, or that another method is meant.
     * Whoever reaches the application past them writes what he likes there, so the application does not see them: who calls
     * is told by {@link Caller}.
     */
    public static final List<String> IDENTITY_FIELDS = List.of(
            "X-Forwarded-User",
            "X-Forwarded-Email",
            "X-Forwarded-Groups",
            "X-Forwarded-Preferred-Username",
            "X-Forwarded-Access-Token",
            "X-Auth-Request-User",
            "X-Auth-Request-Email",
            "X-Auth-Request-Groups",
            "X-Auth-Request-Preferred-Username",
            "X-Auth-Request-Access-Token",
            "X-User",
            "X-User-Id",
            "X-User-Name",
            "X-User-Email",
            "X-User-Roles",
            "X-Username",
            "X-Userinfo",
            "X-Roles",
            "X-Jwt-Payload",
            "X-Jwt-Claims",
            "X-Remote-User",
            "Remote-User",
            "X-Webauth-User",
            "X-Authenticated-User",
            "X-Authenticated-Userid",
            "X-Consumer-Id",
            "X-Consumer-Custom-Id",
            "X-Consumer-Username",
            "X-Credential-Identifier",
            "X-Goog-Authenticated-User-Email",
            "X-Goog-Authenticated-User-Id",
            "X-Goog-Iap-Jwt-Assertion",
            "X-Amzn-Oidc-Accesstoken",
            "X-Amzn-Oidc-Data",
            "X-Amzn-Oidc-Identity",
            "X-Ms-Client-Principal",
            "X-Ms-Client-Principal-Id",
            "X-Ms-Client-Principal-Name",
            "X-Endpoint-Api-Userinfo",
            "X-Apigateway-Api-Userinfo",
            "X-Ssl-Client-Cert",
            "X-Ssl-Client-Dn",
            "X-Client-Cert",
            "X-Arr-Clientcert",
            "X-Http-Method-Override",
            "X-Http-Method",
            "X-Method-Override");

    private static final String DECISION = RedoubtFilter.class.getName() + ".decision";

    private final RequestGuard guard;
    private final HandlerAccessSource handlers;
    private final FieldNames hidden;
    private final FieldNames hiddenOnOpenRoutes;
    private final Optional<OpaqueTokenListener> tokens;

    /**
     * Guards with these rules, and hides {@link #IDENTITY_FIELDS} from the application.
     *
     * @param guard decides about each request
     */
    public RedoubtFilter(RequestGuard guard) {
        this(guard, request -> HandlerAccess.UNSAID, IDENTITY_FIELDS);
    }

    /**
     * Guards with these rules and what handlers ask.
     *
     * @param guard decides about each request
     * @param handlers tells what the handler that a request will reach asks
     * @param identityFields names of header fields that the application must not see, in any case, beside those that the guard
     *     itself keeps from it
     */
    public RedoubtFilter(RequestGuard guard, HandlerAccessSource handlers, Collection<String> identityFields) {
        this(guard, handlers, FieldNames.of(identityFields).and(guard.privateFields()), Optional.empty());
    }

    private RedoubtFilter(
            RequestGuard guard, HandlerAccessSource handlers, FieldNames hidden, Optional<OpaqueTokenListener> tokens) {
        this.guard = guard;
        this.handlers = handlers;
        this.hidden = hidden;
        this.hiddenOnOpenRoutes = AnonymousRequest.hiding(hidden);
        this.tokens = tokens;
    }

    /**
     * {@return the same filter, which tells somebody of opaque tokens: before they are judged, and when they let a request in}
     *
     * @param listener that keeps it out of the log, for instance
     */
    public RedoubtFilter telling(OpaqueTokenListener listener) {
        return new RedoubtFilter(guard, handlers, hidden, Optional.of(listener));
    }

    /**
     * Refuses to start beside a servlet whose name begins with a slash: Jetty remembers the filters of a path and those of
     * a servlet that was dispatched to by name under the same key, so such a name could take this filter off a path.
     *
     * @param config tells the servlets of the application
     * @throws ServletException if a servlet is named like a path
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        if (config.getServletContext().getServletRegistrations().keySet().stream()
                .anyMatch(name -> name.startsWith("/"))) {
            throw new ServletException("redoubt: the name of a servlet begins with a slash, and a container may take it"
                    + " for a path that has no filter; give the servlet another name");
        }
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
            RefusalWriter.write(denied, httpRequest.getDispatcherType(), httpResponse);
        } else if (decision instanceof Decision.Allowed allowed) {
            allowed.dpopNonce().ifPresent(nonce -> httpResponse.setHeader("DPoP-Nonce", nonce));
            chain.doFilter(new CallerRequest(httpRequest, new Caller(allowed.token()), hidden), httpResponse);
        } else if (decision instanceof Decision.Metadata metadata) {
            MetadataWriter.write(metadata, httpRequest, httpResponse);
        } else {
            chain.doFilter(AnonymousRequest.of(httpRequest, hiddenOnOpenRoutes), httpResponse);
        }
    }

    private Decision decide(HttpServletRequest request) {
        DispatcherType dispatch = request.getDispatcherType();
        Optional<Decision> earlier = earlierDecision(request);
        if (dispatch == DispatcherType.REQUEST || earlier.isEmpty()) {
            tokens.ifPresent(listener -> OpaqueTokens.tellSeen(request, listener));
            Decision decision = guard.check(Facts.of(request), () -> handlers.of(request));
            request.setAttribute(DECISION, decision);
            if (decision instanceof Decision.Allowed) {
                tokens.ifPresent(listener -> OpaqueTokens.tellAdmitted(request, listener));
            }
            return decision;
        }
        if (dispatch == DispatcherType.ERROR) {
            return earlier.get(); // the container chooses the error page, not the caller
        }
        Decision decision = guard.recheck(Facts.of(request), () -> handlers.of(request), earlier.get());
        if (decision instanceof Decision.Allowed) {
            request.setAttribute(DECISION, decision); // what was proven or spent on the way need not be again
        }
        return decision;
    }

    private static Optional<Decision> earlierDecision(HttpServletRequest request) {
        return request.getAttribute(DECISION) instanceof Decision decision ? Optional.of(decision) : Optional.empty();
    }
}
