package io.redoubt.token;

/**
 * How an access token is sent. The schemes are not interchangeable (RFC 9449 section 7.1).
 *
 * @since 0.1.0
 */
public enum AuthorizationScheme {
    /** RFC 6750: for tokens that are bound to no key. */
    BEARER("Bearer"),
    /** RFC 9449: for tokens that are bound to a key, beside a proof of it. */
    DPOP("DPoP");

    private final String schemeName;

    AuthorizationScheme(String schemeName) {
        this.schemeName = schemeName;
    }

    /** {@return the name on the wire} */
    public String schemeName() {
        return schemeName;
    }
}
