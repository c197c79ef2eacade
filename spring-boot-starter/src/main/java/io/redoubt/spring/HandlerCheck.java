package io.redoubt.spring;

import io.redoubt.Reason;
import io.redoubt.access.HandlerAccess;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets Spring MVC invoke only the handler about which the filter decided, whatever happened to the request in between.
 * Thread-safe.
 */
final class HandlerCheck implements HandlerInterceptor {

    private final AnnotatedAccess annotations;
    private final SecurityEventListener listener;

    HandlerCheck(AnnotatedAccess annotations, SecurityEventListener listener) {
        this.annotations = annotations;
        this.listener = listener;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isJudged(request, handler)) {
            return true;
        }
        listener.on(new SecurityEvent.AccessDenied(
                Reason.HANDLER_CHANGED, Reason.HANDLER_CHANGED.explanation(), methodOf(request), "-"));
        if (!response.isCommitted()) {
            response.resetBuffer();
        }
        response.setStatus(Reason.HANDLER_CHANGED.status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(0);
        return false;
    }

    private boolean isJudged(HttpServletRequest request, Object handler) {
        HandlerAccess asked = annotations.of(handler);
        // The container chooses an error page, not the caller, and nobody has judged it: it may ask for nothing.
        return request.getDispatcherType() == DispatcherType.ERROR
                ? asked.equals(HandlerAccess.UNSAID) || asked instanceof HandlerAccess.OpenToAll
                : JudgedHandler.of(request).allows(handler, asked);
    }

    private static String methodOf(HttpServletRequest request) {
        HttpMethod method = HttpMethod.valueOf(request.getMethod());
        return List.of(HttpMethod.values()).contains(method) ? method.name() : "OTHER";
    }
}
