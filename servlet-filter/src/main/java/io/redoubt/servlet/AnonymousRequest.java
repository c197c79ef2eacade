package io.redoubt.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request on an open route: nobody calls, and credentials that nobody checked are not shown to the application. */
final class AnonymousRequest extends GuardedRequest {

    private static final List<String> CREDENTIALS = List.of("Authorization", "DPoP");

    private AnonymousRequest(HttpServletRequest request, FieldNames hidden) {
        super(request, hidden);
    }

    /** {@return everything that is hidden on an open route} */
    static FieldNames hiding(FieldNames always) {
        return always.and(CREDENTIALS);
    }

    /** @param hidden what {@link #hiding} has returned */
    static AnonymousRequest of(HttpServletRequest request, FieldNames hidden) {
        return new AnonymousRequest(request, hidden);
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
}
