package io.redoubt.token;

import java.util.Locale;

/**
 * A way in which a token is bound to whoever may use it, so that it is worthless to a thief.
 *
 * @since 0.1.0
 */
public enum SenderConstraint {
    /** To a key, of which each request carries a proof ({@code cnf.jkt}, RFC 9449). */
    DPOP,
    /** To the client's TLS certificate ({@code cnf.x5t#S256}, RFC 8705). */
    MTLS;

    /** {@return the name in properties and log lines} */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
