package io.redoubt.testkit;

import java.util.Optional;

/**
 * What a service must answer to a request. Whatever refuses has no content and says {@code Cache-Control: no-store}
 * (RFC 6750 §5.3); no handler is reached.
 *
 * @since 0.1.0
 */
public enum RequestAnswer {
    /** The handler is reached: such an entry shows what an overzealous service would break. */
    PASSES(200, "", ""),
    /** 400 without a challenge: no credentials would mend the path. The container may be the one who says so. */
    AMBIGUOUS_PATH(400, "", ""),
    /** 400 from the container or from the service, with a challenge or without: the request is no good HTTP. */
    MALFORMED(400, "", ""),
    /** {@code Bearer error="invalid_request"} (RFC 6750 §3.1). */
    INVALID_REQUEST(400, "Bearer", "invalid_request"),
    /** A challenge without an error code (RFC 6750 §3.1). */
    NO_CREDENTIALS(401, "Bearer", ""),
    /** {@code Bearer error="invalid_token"} (RFC 6750 §3.1). */
    INVALID_TOKEN(401, "Bearer", "invalid_token"),
    /**
     * {@code Bearer error="invalid_token"} and beside it a challenge {@code DPoP algs="..."} without an error: what would
     * help is a proof (RFC 9449 §7.1).
     */
    USE_DPOP(401, "Bearer", "invalid_token"),
    /** {@code DPoP error="invalid_token"} (RFC 9449 §7.1). */
    INVALID_TOKEN_OF_DPOP(401, "DPoP", "invalid_token"),
    /** {@code DPoP error="invalid_dpop_proof"} (RFC 9449 §7.1). */
    INVALID_PROOF(401, "DPoP", "invalid_dpop_proof"),
    /** {@code DPoP error="use_dpop_nonce"} and a field {@code DPoP-Nonce} (RFC 9449 §9). */
    USE_NONCE(401, "DPoP", "use_dpop_nonce"),
    /**
     * {@code Bearer error="insufficient_user_authentication"} with {@code acr_values}, {@code max_age} or both, as the rule
     * asks for them (RFC 9470 §3).
     */
    STEP_UP(401, "Bearer", "insufficient_user_authentication"),
    /** {@code Bearer error="insufficient_scope"} (RFC 6750 §3.1). */
    INSUFFICIENT_SCOPE(403, "Bearer", "insufficient_scope"),
    /** 403 without a challenge: no token would open what no rule covers. */
    NO_RULE(403, "", "");

    private final int status;
    private final String scheme;
    private final String error;

    RequestAnswer(int status, String scheme, String error) {
        this.status = status;
        this.scheme = scheme;
        this.error = error;
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return the scheme of the challenge in {@code WWW-Authenticate} that has the error, where there is a challenge} */
    public Optional<String> scheme() {
        return Optional.of(scheme).filter(name -> !name.isEmpty());
    }

    /** {@return the error in that challenge, where it has one} */
    public Optional<String> error() {
        return Optional.of(error).filter(code -> !code.isEmpty());
    }

    /** {@return whether the request is good} */
    public boolean accepts() {
        return this == PASSES;
    }
}
