package io.redoubt;

/**
 * The error codes that a resource server gives to a client (RFC 6750 section 3.1, RFC 9449 section 7.1, RFC 9470
 * section 3), each with the one description that is sent with it.
 *
 * <p>The description is uniform per code, so that a refusal never tells an attacker which check failed; the log does.
 *
 * @since 0.1.0
 */
public enum OAuthError {
    /** The request is malformed, or carries its token in more than one way. */
    INVALID_REQUEST("invalid_request", "the request is malformed"),
    /** The access token is expired, revoked, malformed or invalid for any other reason. */
    INVALID_TOKEN("invalid_token", "the access token is not valid here"),
    /** The token is good, but the request needs more than it grants. */
    INSUFFICIENT_SCOPE("insufficient_scope", "the request needs more than the access token grants"),
    /** The login behind the token is too weak or too old for this request (RFC 9470 section 3). */
    INSUFFICIENT_USER_AUTHENTICATION(
            "insufficient_user_authentication", "the request needs a stronger or more recent login"),
    /** The DPoP proof is missing, or not one for this request (RFC 9449 section 7.1). */
    INVALID_DPOP_PROOF("invalid_dpop_proof", "the DPoP proof is not valid for this request"),
    /** The DPoP proof needs the nonce that comes with this answer (RFC 9449 section 9). */
    USE_DPOP_NONCE("use_dpop_nonce", "the DPoP proof needs the nonce of this response");

    private final String code;
    private final String description;

    OAuthError(String code, String description) {
        this.code = code;
        this.description = description;
    }

    /** {@return the code on the wire, such as {@code invalid_token}} */
    public String code() {
        return code;
    }

    /** {@return the {@code error_description}, the same for every refusal with this code} */
    public String description() {
        return description;
    }
}
