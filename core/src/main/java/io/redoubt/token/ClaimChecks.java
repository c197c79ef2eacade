package io.redoubt.token;

import io.redoubt.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the claims of a token whose signature is good, step by step as RFC 9068 section 4 and RFC 8725 list them: the
 * rules of the profile, with the settings of one issuer filled in.
 */
final class ClaimChecks {

    private final TrustedIssuer issuer;
    private final TokenProfile profile;
    private final List<ClaimPaths.Required> required;
    private final List<List<String>> rolePaths;
    private final String audienceAdvice;
    private final Map<String, String> sharedAudiences;

    ClaimChecks(TrustedIssuer issuer) {
        this.issuer = issuer;
        this.profile = issuer.profile();
        this.required = profile.claims().required().stream()
                .map(claim -> new ClaimPaths.Required(claim.name(), filled(claim.advice())))
                .toList();
        this.rolePaths = rolePaths();
        this.audienceAdvice = filled(profile.audience().advice());
        Map<String, String> shared = new LinkedHashMap<>();
        profile.audience().shared().forEach((audience, advice) -> shared.put(filled(audience), filled(advice)));
        this.sharedAudiences = Map.copyOf(shared);
    }

    /**
     * {@return the token, verified}
     *
     * @throws RefusedException with the first reason against it
     */
    VerifiedToken check(Optional<SignatureAlgorithm> algorithm, Claims claims, long nowMillis) throws RefusedException {
        checkRequired(claims);
        checkIssuer(claims);
        profile.kind().check(claims);
        Grants grants = Grants.read(claims, profile.claims(), rolePaths);
        checkAudience(claims, grants);
        checkClient(grants);
        checkGrants(claims, grants);
        TokenTimes times = TokenTimes.read(claims, issuer.limits());
        times.require(nowMillis);
        // RFC 7800 section 3.1. Whether it can be proven here, and is, comes after all that a token says of itself.
        Optional<Confirmation> confirmation =
                claims.has("cnf") ? Optional.of(Confirmation.read(claims.get("cnf"))) : Optional.empty();
        UserAuthentication authentication = UserAuthentication.read(claims, issuer.authentication());
        return new VerifiedToken(algorithm, claims, times, grants, confirmation, authentication);
    }

    private void checkRequired(Claims claims) throws RefusedException {
        for (ClaimPaths.Required claim : required) {
            if (!claims.has(claim.name())) {
                throw new RefusedException(Reason.MISSING_CLAIM, claim.detail());
            }
        }
    }

    /** RFC 8725 section 3.8. The issuer was peeked at to choose the key; this is the one that was signed. */
    private void checkIssuer(Claims claims) throws RefusedException {
        if (!issuer.issuer().equals(claims.get("iss"))) {
            throw new RefusedException(Reason.WRONG_ISSUER);
        }
    }

    /** RFC 8725 section 3.9. */
    private void checkAudience(Claims claims, Grants grants) throws RefusedException {
        boolean accepted = switch (profile.audience().place()) {
            case CLAIM -> isForService(grants);
            case CLAIM_BUT_NOT_THE_SUBJECT_ALONE -> isForService(grants) && !isForItsSubjectAlone(claims, grants);
            // RFC 7519 section 4.1.3: whoever is not in an aud that is there must refuse the token.
            case CLIENT_AND_SCOPE -> claims.has("aud") ? isForService(grants) : grantsScopeOfService(grants);
        };
        if (!accepted) {
            throw new RefusedException(Reason.WRONG_AUDIENCE, adviceFor(grants));
        }
    }

    private boolean isForService(Grants grants) {
        for (String audience : grants.audiences()) {
            if (issuer.audiences().contains(audience)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForItsSubjectAlone(Claims claims, Grants grants) {
        return grants.audiences().size() == 1 && grants.audiences().get(0).equals(claims.get("sub"));
    }

    /** A scope of a resource server is {@code server/scope}, and its last part has no slash. */
    private boolean grantsScopeOfService(Grants grants) {
        if (issuer.audiences().isEmpty()) {
            return !grants.scopes().isEmpty();
        }
        for (String scope : grants.scopes()) {
            int slash = scope.lastIndexOf('/');
            if (slash > 0 && issuer.audiences().contains(scope.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    private String adviceFor(Grants grants) {
        for (String audience : grants.audiences()) {
            String advice = sharedAudiences.get(audience);
            if (advice != null) {
                return advice;
            }
        }
        return audienceAdvice;
    }

    private void checkClient(Grants grants) throws RefusedException {
        Set<String> clients = issuer.clients();
        if (clients.isEmpty()) {
            return;
        }
        String client = grants.client()
                .orElseThrow(() -> new RefusedException(
                        Reason.WRONG_CLIENT, "the token names no client, and only those in clients may call"));
        if (!clients.contains(client)) {
            throw new RefusedException(Reason.WRONG_CLIENT);
        }
    }

    private void checkGrants(Claims claims, Grants grants) throws RefusedException {
        ClaimPaths paths = profile.claims();
        for (List<String> path : paths.incomplete()) {
            if (claims.at(path) != null) {
                throw new RefusedException(Reason.MISSING_CLAIM, paths.incompleteAdvice());
            }
        }
        if (paths.grantAdvice().isPresent()
                && grants.scopes().isEmpty()
                && grants.roles().isEmpty()) {
            throw new RefusedException(Reason.MISSING_CLAIM, paths.grantAdvice().get());
        }
    }

    private List<List<String>> rolePaths() {
        List<List<String>> paths = new ArrayList<>();
        for (List<String> path : profile.claims().roles()) {
            if (path.contains(ClaimPaths.OWN_AUDIENCE)) {
                for (String audience : issuer.audiences()) {
                    paths.add(path.stream()
                            .map(name -> name.equals(ClaimPaths.OWN_AUDIENCE) ? audience : name)
                            .toList());
                }
            } else {
                paths.add(path);
            }
        }
        return List.copyOf(paths);
    }

    private String filled(String text) {
        return TokenProfile.filled(text, issuer.issuer(), issuer.audiences());
    }
}
