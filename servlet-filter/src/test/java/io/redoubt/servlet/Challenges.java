package io.redoubt.servlet;

import io.redoubt.testkit.RequestAnswer;
import io.redoubt.testkit.RequestTarget;
import java.util.List;
import java.util.Map;

/** The challenges of {@link CatalogueService}, to the letter. */
final class Challenges {

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "invalid_request", "the request is malformed",
            "invalid_token", "the access token is not valid here",
            "insufficient_scope", "the request needs more than the access token grants",
            "invalid_dpop_proof", "the DPoP proof is not valid for this request",
            "use_dpop_nonce", "the DPoP proof needs the nonce of this response",
            "insufficient_user_authentication", "the request needs a stronger or more recent login");

    private static final String REALM = " realm=\"orders\"";
    private static final String METADATA =
            ", resource_metadata=\"" + CatalogueService.BASE_URL + "/.well-known/oauth-protected-resource\"";
    private static final String ALGORITHMS = ", algs=\"RS256 PS256 ES256 ES384 EdDSA\"";
    private static final String STEP_UP = ", acr_values=\"" + RequestTarget.ACR + "\", max_age=\"300\"";

    private Challenges() {}

    /**
     * {@return the values of {@code WWW-Authenticate}; a 401 offers the other scheme besides}
     *
     * @param scope what a request lacks that lacks a scope
     */
    static List<String> of(RequestAnswer answer, String scope) {
        return switch (answer) {
            case PASSES, AMBIGUOUS_PATH, NO_RULE -> List.of();
            case MALFORMED, INVALID_REQUEST -> List.of(bearer(error("invalid_request")));
            case NO_CREDENTIALS -> List.of(bearer(""), dpop(""));
            case INVALID_TOKEN, USE_DPOP -> List.of(bearer(error("invalid_token")), dpop(""));
            case STEP_UP -> List.of(bearer(error("insufficient_user_authentication") + STEP_UP), dpop(""));
            case INSUFFICIENT_SCOPE -> List.of(bearer(error("insufficient_scope") + ", scope=\"" + scope + "\""));
            case INVALID_TOKEN_OF_DPOP -> List.of(dpop(error("invalid_token")), bearer(""));
            case INVALID_PROOF -> List.of(dpop(error("invalid_dpop_proof")), bearer(""));
            case USE_NONCE -> List.of(dpop(error("use_dpop_nonce")), bearer(""));
        };
    }

    private static String bearer(String rest) {
        return "Bearer" + REALM + rest + METADATA;
    }

    private static String dpop(String rest) {
        return "DPoP" + REALM + rest + ALGORITHMS + METADATA;
    }

    private static String error(String code) {
        return ", error=\"" + code + "\", error_description=\"" + DESCRIPTIONS.get(code) + "\"";
    }
}
