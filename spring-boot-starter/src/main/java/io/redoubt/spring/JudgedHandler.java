package io.redoubt.spring;

import io.redoubt.access.HandlerAccess;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.springframework.web.cors.PreFlightRequestHandler;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * The handler about which the filter decided, kept with the request until it is invoked.
 *
 * @param handler the handler, if one was found
 * @param access what it asks
 */
record JudgedHandler(Optional<Object> handler, HandlerAccess access) {

    static final JudgedHandler NONE = new JudgedHandler(Optional.empty(), HandlerAccess.UNSAID);

    private static final String ATTRIBUTE = JudgedHandler.class.getName();

    static JudgedHandler of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof JudgedHandler judged ? judged : NONE;
    }

    void keepIn(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /**
     * {@return whether the request that was let in for this handler may reach another one: the very same, or both of which
     * nothing is said}
     *
     * @param invoked the handler about to be invoked
     * @param asked what that one asks
     */
    boolean allows(Object invoked, HandlerAccess asked) {
        if (access instanceof HandlerAccess.Preflight) {
            return isPreflight(invoked);
        }
        boolean nothingSaid = access.equals(HandlerAccess.UNSAID) && asked.equals(HandlerAccess.UNSAID);
        return nothingSaid || handler.filter(it -> isSame(it, invoked)).isPresent();
    }

    /** {@return whether this is what Spring MVC itself makes for preflight requests, and nothing of the application} */
    static boolean isPreflight(Object handler) {
        return handler instanceof PreFlightRequestHandler
                && handler.getClass().getEnclosingClass() == AbstractHandlerMapping.class;
    }

    private static boolean isSame(Object one, Object other) {
        return registered(one) == registered(other) || one.equals(other);
    }

    /** Each lookup makes a copy of what was registered, with a bean that may be another one each time. */
    private static Object registered(Object handler) {
        if (handler instanceof HandlerMethod method && method.getResolvedFromHandlerMethod() != null) {
            return method.getResolvedFromHandlerMethod();
        }
        return handler;
    }

    /** {@return that there is a judged handler} */
    @Override
    public String toString() {
        return "JudgedHandler";
    }
}
