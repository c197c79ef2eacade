package io.redoubt.token;

import io.redoubt.Reason;
import java.util.List;

/** Judges the claims of a token whose signature is good, step by step as RFC 9068 section 4 and RFC 8725 list them. */
final class ClaimChecks {

    private final TrustedIssuer issuer;
    private final TokenProfile profile;

    ClaimChecks(TrustedIssuer issuer) {
        this.issuer = issuer;
        this.profile = issuer.profile();
    }

    /**
     * {@return the token, verified}
     *
     * @throws RefusedException with the first reason against it
     */
    VerifiedToken check(SignatureAlgorithm algorithm, Claims claims, long nowMillis) throws RefusedException {
        for (String name : profile.claims().required()) {
            if (!claims.has(name)) {
                throw Claims.missing(name);
            }
        }
        checkIssuer(claims);
        checkKind(claims);
        checkAudience(claims);
        TokenTimes times = TokenTimes.read(claims, issuer.limits());
        times.require(nowMillis);
        checkConfirmation(claims);
        return new VerifiedToken(algorithm, claims, times, profile);
    }

    /** RFC 8725 section 3.8. The issuer was peeked at to choose the key; this is the one that was signed. */
    private void checkIssuer(Claims claims) throws RefusedException {
        if (!claims.requireIdentifier("iss").equals(issuer.issuer())) {
            throw new RefusedException(Reason.WRONG_ISSUER);
        }
    }

    /** RFC 8725 section 2.8: another token of the same issuer is no access token. */
    private void checkKind(Claims claims) throws RefusedException {
        for (String name : claims.names()) {
            if (profile.kind().otherKinds().contains(name)) {
                throw new RefusedException(
                        Reason.WRONG_KIND, "the token is not an access token: those have no claim " + name);
            }
        }
    }

    /** RFC 8725 section 3.9. */
    private void checkAudience(Claims claims) throws RefusedException {
        List<String> audiences = claims.audiences();
        boolean own = audiences.stream().anyMatch(issuer.audiences()::contains);
        boolean accepted = switch (profile.audience().rule()) {
            case CONTAINS_OWN -> own;
            case CONTAINS_OWN_AND_NOT_ONLY_THE_SUBJECT ->
                own && !audiences.equals(List.of(claims.requireIdentifier("sub")));
        };
        if (!accepted) {
            throw new RefusedException(Reason.WRONG_AUDIENCE, profile.audience().advice());
        }
    }

    /** RFC 7800 section 3.1: a bound token is worth nothing without its proof, and no proof can be given here. */
    private static void checkConfirmation(Claims claims) throws RefusedException {
        if (claims.has("cnf")) {
            throw new RefusedException(Reason.CONFIRMATION_REFUSED);
        }
    }
}
