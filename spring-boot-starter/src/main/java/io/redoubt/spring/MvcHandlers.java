package io.redoubt.spring;

import io.redoubt.access.AccessPolicy;
import io.redoubt.access.HandlerAccess;
import io.redoubt.servlet.HandlerAccessSource;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.HandlerExecutionChain;

/**
 * Asks Spring MVC which handler a request will reach, and the annotations of that one what they ask; {@link HandlerCheck} holds
 * Spring MVC to its answer. Thread-safe.
 */
final class MvcHandlers implements HandlerAccessSource {

    private static final Logger log = LoggerFactory.getLogger(MvcHandlers.class);

    private final Dispatchers dispatchers;
    private final AnnotatedAccess annotations;
    private final AccessPolicy policy;

    MvcHandlers(Dispatchers dispatchers, AnnotatedAccess annotations, AccessPolicy policy) {
        this.dispatchers = dispatchers;
        this.annotations = annotations;
        this.policy = policy;
    }

    @Override
    public HandlerAccess of(HttpServletRequest request) {
        JudgedHandler judged = couldDiffer(request) ? judge(request) : JudgedHandler.NONE;
        judged.keepIn(request); // also none: what was judged before belongs to another dispatch
        return judged.access();
    }

    /** As long as no handler says anything, a request that a rule or an open route covers needs no lookup. */
    private boolean couldDiffer(HttpServletRequest request) {
        return annotations.isAnythingSaid()
                || CorsUtils.isPreFlightRequest(request)
                || !policy.covers(request.getMethod(), routedPath(request));
    }

    private static String routedPath(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        return pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    }

    private JudgedHandler judge(HttpServletRequest request) {
        try {
            Optional<Dispatcher> dispatcher = dispatchers.of(request);
            return dispatcher.isEmpty()
                    ? JudgedHandler.NONE
                    : dispatcher
                            .get()
                            .handlerOf(request)
                            .map(chain -> judge(request, chain))
                            .orElse(JudgedHandler.NONE);
        } catch (Exception e) {
            // No handler takes this method or content type, or none could be found: then only a rule lets anybody pass.
            log.debug("redoubt: no handler: {}", e.getClass().getName());
            return JudgedHandler.NONE;
        }
    }

    private JudgedHandler judge(HttpServletRequest request, HandlerExecutionChain chain) {
        Object handler = chain.getHandler();
        HandlerAccess access = isPreflight(request, handler) ? new HandlerAccess.Preflight() : annotations.of(handler);
        boolean held = chain.getInterceptorList().stream().anyMatch(HandlerCheck.class::isInstance);
        // A mapping that takes no interceptors could invoke another handler unseen: nobody passes by what it told.
        return new JudgedHandler(
                Optional.of(handler),
                held || access.equals(HandlerAccess.UNSAID) ? access : new HandlerAccess.Closed());
    }

    /** Without a configuration, Spring MVC has nothing to answer but a refusal, which is ours then. */
    private static boolean isPreflight(HttpServletRequest request, Object handler) {
        return JudgedHandler.isPreflight(handler)
                && handler instanceof CorsConfigurationSource source
                && source.getCorsConfiguration(request) != null;
    }
}
