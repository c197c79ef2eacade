package io.redoubt.servlet;

import io.redoubt.token.AuthorizationScheme;
import io.redoubt.token.SenderConstraint;
import jakarta.servlet.http.HttpServletRequest;

/** A request whose user is the verified caller, and nobody that the container or a session knows. */
final class CallerRequest extends GuardedRequest {

    private final Caller caller;

    CallerRequest(HttpServletRequest request, Caller caller, FieldNames hidden) {
        super(request, hidden);
        this.caller = caller;
    }

    @Override
    public Caller getUserPrincipal() {
        return caller;
    }

    @Override
    public String getRemoteUser() {
        return caller.getName();
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.token().roles().contains(role);
    }

    @Override
    public String getAuthType() {
        return caller.token().senderConstraints().contains(SenderConstraint.DPOP)
                ? AuthorizationScheme.DPOP.schemeName()
                : AuthorizationScheme.BEARER.schemeName();
    }
}
