package io.redoubt.servlet;

import io.redoubt.token.VerifiedToken;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/**
 * On whose behalf a request is made, with the evidence: the user principal of every request that passed the filter with
 * a verified token.
 *
 * <p>Handlers of Spring MVC take it as a parameter; others ask {@link #of}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Caller implements Principal {

    private final VerifiedToken token;

    Caller(VerifiedToken token) {
        this.token = token;
    }

    /**
     * {@return the caller of a request, or nothing on an open route}
     *
     * <p>It is found behind wrappers that show another user or none, too, as those of Spring Security do.
     *
     * @param request a request that passed the filter
     */
    public static Optional<Caller> of(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof Caller caller) {
            return Optional.of(caller);
        }
        ServletRequest current = request;
        while (current instanceof ServletRequestWrapper wrapper) {
            if (wrapper instanceof CallerRequest callerRequest) {
                return Optional.of(callerRequest.getUserPrincipal());
            }
            current = wrapper.getRequest();
        }
        return Optional.empty();
    }

    /** {@return the subject; unique within the token's issuer only} */
    @Override
    public String getName() {
        return token.subject();
    }

    /** {@return the verified token} */
    public VerifiedToken token() {
        return token;
    }

    /** {@return that this is a caller, and not who it is} */
    @Override
    public String toString() {
        return "Caller";
    }
}
