package io.redoubt.access;

import io.redoubt.OAuthError;
import io.redoubt.Reason;
import io.redoubt.ServiceName;
import java.util.Optional;
import java.util.Set;

/**
 * Writes challenges (RFC 6750 section 3). All text in them is constant or configured, so nothing needs escaping and
 * nothing from outside is reflected.
 */
final class Challenge {

    private final String realm;

    Challenge(ServiceName service) {
        this.realm = "Bearer realm=\"" + service + "\"";
    }

    /** {@return the value of {@code WWW-Authenticate}, or nothing where credentials would not help} */
    Optional<String> forReason(Reason reason, Set<String> scopes) {
        if (reason.error().isPresent()) {
            return Optional.of(withError(reason.error().get(), scopes));
        }
        // RFC 6750 section 3.1: without authentication information, no error code.
        return reason.status() == 401 ? Optional.of(realm) : Optional.empty();
    }

    private String withError(OAuthError error, Set<String> scopes) {
        String challenge =
                realm + ", error=\"" + error.code() + "\", error_description=\"" + error.description() + "\"";
        return error == OAuthError.INSUFFICIENT_SCOPE && !scopes.isEmpty()
                ? challenge + ", scope=\"" + String.join(" ", scopes) + "\""
                : challenge;
    }
}
