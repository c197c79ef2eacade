package io.redoubt.access;

import io.redoubt.OAuthError;
import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.token.AuthorizationScheme;
import io.redoubt.token.ProofOfPossession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes challenges (RFC 6750 section 3, RFC 9449 section 7.1, RFC 9470 section 3, RFC 9728 section 5.1). All text in them is
 * constant or configured, so nothing needs escaping and nothing from outside is reflected.
 */
final class Challenge {

    private final String realm;
    private final Set<AuthorizationScheme> offered;
    private final String proofAlgorithms;
    private final String metadata;

    /**
     * @param offered the schemes that are accepted
     * @param proofs which proofs of possession are taken
     * @param metadataUrl where it stands what this service demands
     */
    Challenge(
            ServiceName service,
            Set<AuthorizationScheme> offered,
            ProofOfPossession proofs,
            Optional<String> metadataUrl) {
        this.realm = " realm=\"" + service + "\"";
        this.offered = offered;
        this.proofAlgorithms = String.join(" ", proofs.algorithms());
        this.metadata =
                metadataUrl.map(url -> ", resource_metadata=\"" + url + "\"").orElse("");
    }

    /**
     * {@return the values of {@code WWW-Authenticate}; none where credentials would not help}
     *
     * @param reason why the request is refused
     * @param sent the scheme with which the token came
     * @param unmet what the request needs and the token lacks
     */
    List<String> forReason(Reason reason, AuthorizationScheme sent, Optional<Requirement> unmet) {
        if (reason.error().isEmpty()) {
            // RFC 6750 section 3.1: without authentication information, no error code.
            return reason.status() == 401 ? offers(offered) : List.of();
        }
        OAuthError error = reason.error().get();
        AuthorizationScheme judged = isAboutProof(error) ? AuthorizationScheme.DPOP : sent;
        List<String> challenges = new ArrayList<>();
        challenges.add(scheme(judged) + error(error) + needed(reason, unmet) + rest(judged));
        if (reason.status() == 401) {
            challenges.addAll(
                    offers(offered.stream().filter(scheme -> scheme != judged).toList()));
        }
        return challenges;
    }

    private static boolean isAboutProof(OAuthError error) {
        return error == OAuthError.INVALID_DPOP_PROOF || error == OAuthError.USE_DPOP_NONCE;
    }

    private List<String> offers(Iterable<AuthorizationScheme> schemes) {
        List<String> offers = new ArrayList<>();
        schemes.forEach(scheme -> offers.add(scheme(scheme) + rest(scheme)));
        return offers;
    }

    private String scheme(AuthorizationScheme scheme) {
        return scheme.schemeName() + realm;
    }

    private static String error(OAuthError error) {
        return ", error=\"" + error.code() + "\", error_description=\"" + error.description() + "\"";
    }

    private String rest(AuthorizationScheme scheme) {
        return (scheme == AuthorizationScheme.DPOP ? ", algs=\"" + proofAlgorithms + "\"" : "") + metadata;
    }

    private static String needed(Reason reason, Optional<Requirement> unmet) {
        if (unmet.isEmpty()) {
            return "";
        }
        Requirement requirement = unmet.get();
        if (reason == Reason.INSUFFICIENT_SCOPE) {
            return ", scope=\"" + String.join(" ", requirement.scopes()) + "\"";
        }
        if (reason.error().equals(Optional.of(OAuthError.INSUFFICIENT_USER_AUTHENTICATION))) {
            StepUp stepUp = requirement.stepUp();
            return stepUp.acr().map(acr -> ", acr_values=\"" + acr + "\"").orElse("")
                    + stepUp.maxAge()
                            .map(age -> ", max_age=\"" + age.toSeconds() + "\"")
                            .orElse("");
        }
        return "";
    }
}
