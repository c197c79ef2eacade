package io.redoubt;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every reason for which Redoubt refuses a token or a request, with the HTTP status, the OAuth error and the stable
 * event code that belong to it.
 *
 * <p>The {@link #code() event code} never changes once released; dashboards and alerts may rely on it. The
 * {@link #explanation() explanation} is for the operator's log and never sent to a client.
 *
 * @since 0.1.0
 */
public enum Reason {
    /** The path can be read in more than one way, so no rule can be asked about it. */
    AMBIGUOUS_PATH(400, null, "request.ambiguous-path", "the path has a spelling that servers read differently"),
    /** The request carries no credentials. RFC 6750 section 3.1: a challenge without an error code. */
    NO_CREDENTIALS(401, null, "request.no-credentials", "the request carries no access token"),
    /** The request carries credentials of another scheme than the ones that are accepted here. */
    UNSUPPORTED_SCHEME(
            401, null, "request.unsupported-scheme", "the authorization scheme is none that is accepted here"),
    /** The Authorization field is not one scheme, one space and one token. */
    MALFORMED_CREDENTIALS(
            400,
            OAuthError.INVALID_REQUEST,
            "request.malformed-credentials",
            "the authorization field is not a scheme, one space and one token"),
    /** The request carries more than one Authorization field. */
    SEVERAL_CREDENTIALS(
            400,
            OAuthError.INVALID_REQUEST,
            "request.several-credentials",
            "the request carries more than one authorization field"),
    /** The token stands in the query, where logs and histories keep it (RFC 9700 section 4.3.2). */
    CREDENTIALS_IN_QUERY(
            400,
            OAuthError.INVALID_REQUEST,
            "request.credentials-in-query",
            "the request has an access_token in its query"),

    /** The token is longer than any real access token. */
    TOKEN_TOO_LONG(401, OAuthError.INVALID_TOKEN, "token.too-long", "the token is longer than 8192 characters"),
    /** The token is not a JWS in compact serialisation and canonical base64url. */
    TOKEN_MALFORMED(
            401, OAuthError.INVALID_TOKEN, "token.malformed", "the token is not a compact JWS in canonical base64url"),
    /** The third part of the token is empty, as in an unsecured JWT (RFC 7519 section 6). */
    TOKEN_UNSIGNED(
            401,
            OAuthError.INVALID_TOKEN,
            "token.unsigned",
            "the token carries no signature: its algorithm is none, or its signature was cut off"),
    /** The token is encrypted; no profile needs that, and nothing is ever decrypted. */
    TOKEN_ENCRYPTED(401, OAuthError.INVALID_TOKEN, "token.encrypted", "the token is encrypted (five parts)"),
    /** The JOSE header is not a strict JSON object with an algorithm. */
    HEADER_MALFORMED(401, OAuthError.INVALID_TOKEN, "token.header-malformed", "the token's header is malformed"),
    /** The JOSE header has a parameter that changes how the token is to be read. */
    HEADER_REFUSED(
            401,
            OAuthError.INVALID_TOKEN,
            "token.header-refused",
            "the token's header has a parameter that is never accepted (crit, b64, zip, enc, iss, sub or aud)"),
    /** The algorithm is not on the issuer's allow-list. */
    ALGORITHM_REFUSED(
            401,
            OAuthError.INVALID_TOKEN,
            "token.algorithm-refused",
            "the token's algorithm is not on the allow-list of its issuer"),
    /** The {@code typ} header does not say that this is an access token of the profile. */
    TYPE_REFUSED(
            401,
            OAuthError.INVALID_TOKEN,
            "token.type-refused",
            "the token's typ header does not fit the profile of its issuer"),
    /** The token does not come from an issuer that is trusted here. */
    WRONG_ISSUER(401, OAuthError.INVALID_TOKEN, "token.wrong-issuer", "the token's issuer is not one of those trusted"),
    /** No usable key of the issuer has the token's key id. */
    UNKNOWN_KEY(
            401, OAuthError.INVALID_TOKEN, "token.unknown-key", "no usable key of the issuer has the token's key id"),
    /** The key does not fit the algorithm, or a token without a key id fits several keys. */
    UNFIT_KEY(
            401,
            OAuthError.INVALID_TOKEN,
            "token.unfit-key",
            "not exactly one key of the issuer fits the token's key id and algorithm"),
    /** The issuer's keys could not be fetched yet, or not for too long. */
    KEYS_UNAVAILABLE(503, null, "token.keys-unavailable", "no usable key set of the issuer is at hand"),
    /** The signature is not that of the key. */
    BAD_SIGNATURE(401, OAuthError.INVALID_TOKEN, "token.bad-signature", "the token's signature does not verify"),
    /** The payload is not a strict JSON object. */
    CLAIMS_MALFORMED(401, OAuthError.INVALID_TOKEN, "token.claims-malformed", "the token's claims are not strict JSON"),
    /** A claim that the profile requires is missing. */
    MISSING_CLAIM(401, OAuthError.INVALID_TOKEN, "token.missing-claim", "a required claim is missing"),
    /** A claim has a value of the wrong type or form. */
    MALFORMED_CLAIM(401, OAuthError.INVALID_TOKEN, "token.malformed-claim", "a claim has the wrong type or form"),
    /** The token is a good token of another kind: an ID token, a logout token, an introspection response. */
    WRONG_KIND(401, OAuthError.INVALID_TOKEN, "token.wrong-kind", "the token is not an access token"),
    /** The token is meant for another service. */
    WRONG_AUDIENCE(401, OAuthError.INVALID_TOKEN, "token.wrong-audience", "the token is meant for another audience"),
    /** The token was issued to a client that is not one of those that may call this service. */
    WRONG_CLIENT(
            401,
            OAuthError.INVALID_TOKEN,
            "token.wrong-client",
            "the token was issued to a client that is not one of those in clients"),
    /** The token has expired. */
    EXPIRED(401, OAuthError.INVALID_TOKEN, "token.expired", "the token has expired"),
    /** The token is not valid yet, or was issued in the future. */
    NOT_YET_VALID(401, OAuthError.INVALID_TOKEN, "token.not-yet-valid", "the token is not valid yet"),
    /** The token lives longer than is accepted here. */
    LIFETIME_TOO_LONG(
            401, OAuthError.INVALID_TOKEN, "token.lifetime-too-long", "the token lives longer than max-lifetime"),
    /** The token is bound to a key or certificate in a way that cannot be proven here. */
    CONFIRMATION_REFUSED(
            401,
            OAuthError.INVALID_TOKEN,
            "token.confirmation-refused",
            "the token is sender-constrained (cnf) by a method that is not enabled here"),
    /** A bound token came as Bearer, or one that is bound to no key as DPoP (RFC 9449 sections 7.1 and 7.2). */
    SCHEME_MISMATCH(
            401,
            OAuthError.INVALID_TOKEN,
            "token.scheme-mismatch",
            "the authorization scheme does not fit the token: DPoP is for tokens with cnf.jkt, and they for no other"),
    /** Only sender-constrained tokens are accepted here, and this one is bound to nothing that was asked for. */
    NOT_SENDER_CONSTRAINED(
            401,
            OAuthError.INVALID_TOKEN,
            "token.not-sender-constrained",
            "the token is not bound to a key or certificate in the way that is required here"),
    /** The token is bound to a client certificate, and the request came with none (RFC 8705 section 3). */
    CERTIFICATE_MISSING(
            401,
            OAuthError.INVALID_TOKEN,
            "token.certificate-missing",
            "the token is bound to a client certificate, and none came with the request"),
    /** The token is bound to another certificate than that of the client (RFC 8705 section 3). */
    WRONG_CERTIFICATE(
            401,
            OAuthError.INVALID_TOKEN,
            "token.wrong-certificate",
            "the token is bound to another client certificate than the one of this request"),
    /** The token was revoked: itself, its session, its subject, its client or its key. */
    REVOKED(401, OAuthError.INVALID_TOKEN, "token.revoked", "the token was revoked"),

    /** The issuer, asked by introspection, says that the token is not active (RFC 7662 section 2.2). */
    INACTIVE(401, OAuthError.INVALID_TOKEN, "token.inactive", "the issuer says that the token is not active"),
    /** The issuer could not be asked about an opaque token, or gave no answer that can be trusted. */
    INTROSPECTION_UNAVAILABLE(
            503, null, "token.introspection-unavailable", "the issuer's introspection endpoint gave no usable answer"),

    /** The token is bound to a key, and the request carries no proof (RFC 9449 section 4.3). */
    PROOF_MISSING(
            401, OAuthError.INVALID_DPOP_PROOF, "dpop.proof-missing", "the request carries no DPoP field with a proof"),
    /** The request carries more than one proof. */
    SEVERAL_PROOFS(
            401, OAuthError.INVALID_DPOP_PROOF, "dpop.several-proofs", "the request carries more than one DPoP field"),
    /** The proof is not a canonical, compact JWS with strict JSON of the specified form. */
    PROOF_MALFORMED(
            401, OAuthError.INVALID_DPOP_PROOF, "dpop.proof-malformed", "the DPoP proof has not the specified form"),
    /** The proof is signed with an algorithm that is not accepted for proofs. */
    PROOF_ALGORITHM_REFUSED(
            401,
            OAuthError.INVALID_DPOP_PROOF,
            "dpop.algorithm-refused",
            "the DPoP proof's algorithm is none of those that are accepted for proofs"),
    /** The key in the proof is private, symmetric, weak, or not one for its algorithm. */
    PROOF_KEY_REFUSED(
            401, OAuthError.INVALID_DPOP_PROOF, "dpop.key-refused", "the key in the DPoP proof must not be used"),
    /** The proof is made with another key than the one to which the token is bound. */
    PROOF_WRONG_KEY(
            401,
            OAuthError.INVALID_DPOP_PROOF,
            "dpop.wrong-key",
            "the DPoP proof is made with another key than the one to which the token is bound"),
    /** The proof is for another token: {@code ath}. */
    PROOF_WRONG_TOKEN(
            401, OAuthError.INVALID_DPOP_PROOF, "dpop.wrong-token", "the DPoP proof is for another access token"),
    /** The proof is for another method: {@code htm}. */
    PROOF_WRONG_METHOD(401, OAuthError.INVALID_DPOP_PROOF, "dpop.wrong-method", "the DPoP proof is for another method"),
    /** The proof is for another URL: {@code htu}. */
    PROOF_WRONG_URL(
            401,
            OAuthError.INVALID_DPOP_PROOF,
            "dpop.wrong-url",
            "the DPoP proof is for another URL than the one of this service's base-url"),
    /** The proof was made too long ago, lies in the future, or has expired. */
    PROOF_OUTDATED(
            401,
            OAuthError.INVALID_DPOP_PROOF,
            "dpop.outdated",
            "the DPoP proof was made more than 90 seconds ago, or lies ahead by more than 30, or has expired"),
    /** The proof's signature is not that of its key. */
    PROOF_BAD_SIGNATURE(
            401, OAuthError.INVALID_DPOP_PROOF, "dpop.bad-signature", "the DPoP proof's signature does not verify"),
    /** The proof was used before (RFC 9449 section 11.1). */
    PROOF_REPLAYED(401, OAuthError.INVALID_DPOP_PROOF, "dpop.replayed", "the DPoP proof was used before"),
    /** The proof needs a nonce of ours, or a newer one (RFC 9449 section 9). */
    NONCE_NEEDED(
            401,
            OAuthError.USE_DPOP_NONCE,
            "dpop.nonce-needed",
            "the DPoP proof has no nonce of this service, or an old one"),
    /** One key has used more proofs than any honest client makes. */
    TOO_MANY_PROOFS(429, null, "dpop.too-many-proofs", "more than 1000 DPoP proofs per second came from one key"),

    /** What must be remembered has no room left. */
    REPLAY_MEMORY_FULL(
            503, null, "state.replay-memory-full", "no room is left to remember what must not be used twice"),
    /** What the fleet remembers could not be asked, or not for too long, and nothing less is accepted here. */
    STATE_UNAVAILABLE(503, null, "state.unavailable", "the state that the fleet shares is out of reach or out of date"),

    /** The logout request is no form with exactly one logout token. */
    LOGOUT_MALFORMED(
            400, OAuthError.INVALID_REQUEST, "logout.malformed", "the logout request is not one form with one token"),
    /** The logout token was heard before. */
    LOGOUT_REPLAYED(400, OAuthError.INVALID_REQUEST, "logout.replayed", "the logout token was heard before"),

    /** There is no room now to check another token that was not seen before. */
    OVERLOADED(503, null, "request.overloaded", "too many tokens that were not seen before wait to be checked"),

    /** The token is good, but no rule covers the request. */
    NO_RULE(403, null, "access.no-rule", "no access rule covers this method and path"),
    /** The token lacks a scope that the rule requires. */
    INSUFFICIENT_SCOPE(
            403, OAuthError.INSUFFICIENT_SCOPE, "access.insufficient-scope", "the token lacks a scope of the rule"),
    /** The token has none of the roles that the rule requires. */
    INSUFFICIENT_ROLE(
            403, OAuthError.INSUFFICIENT_SCOPE, "access.insufficient-role", "the token has none of the rule's roles"),

    /** The login behind the token is weaker than required (RFC 9470). */
    INSUFFICIENT_ACR(
            401,
            OAuthError.INSUFFICIENT_USER_AUTHENTICATION,
            "access.insufficient-acr",
            "the token's acr is missing, weaker than required, or not vouched for by its issuer"),
    /** A means of login that is required was not used, or the issuer is not believed about it (RFC 8176). */
    INSUFFICIENT_AMR(
            401,
            OAuthError.INSUFFICIENT_USER_AUTHENTICATION,
            "access.insufficient-amr",
            "the token's amr lacks a required method, or its issuer is not believed about it"),
    /** The login was too long ago, or nobody says when it was (RFC 9470). */
    LOGIN_TOO_OLD(
            401,
            OAuthError.INSUFFICIENT_USER_AUTHENTICATION,
            "access.login-too-old",
            "the token's auth_time is missing, malformed, in the future, or longer ago than max-age"),
    /** The token was good for one request of this kind, and has had it. */
    ELEVATION_SPENT(
            401,
            OAuthError.INSUFFICIENT_USER_AUTHENTICATION,
            "access.elevation-spent",
            "the token was used for a single-use rule before, or has no jti by which that could be known"),
    /** The handler lets nobody pass. */
    HANDLER_CLOSED(403, null, "access.handler-closed", "the handler is annotated to deny everybody"),
    /** Another handler would be invoked than the one that was judged. */
    HANDLER_CHANGED(
            403, null, "access.handler-changed", "the handler to be invoked is not the one that was judged before"),

    /** A check failed in a way that Redoubt did not expect; the request is refused, not let through. */
    INTERNAL_FAILURE(503, null, "internal.failure", "a check failed unexpectedly; the log names the place");

    private final int status;
    private final @Nullable OAuthError error;
    private final String code;
    private final String explanation;

    Reason(int status, @Nullable OAuthError error, String code, String explanation) {
        this.status = status;
        this.error = error;
        this.code = code;
        this.explanation = explanation;
    }

    /** {@return the HTTP status with which a request is refused for this reason} */
    public int status() {
        return status;
    }

    /** {@return the error that the client is told, or nothing where RFC 6750 wants none} */
    public Optional<OAuthError> error() {
        return Optional.ofNullable(error);
    }

    /** {@return the stable event code, such as {@code token.expired}} */
    public String code() {
        return code;
    }

    /** {@return one sentence for the operator's log, constant text} */
    public String explanation() {
        return explanation;
    }
}
