package io.redoubt.benchmarks.token;

import io.redoubt.token.JwkSource;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenCache;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import io.redoubt.token.Verification;
import io.redoubt.token.VerifiedToken;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Redoubt's verifier, as a service sets it up. */
public final class RedoubtCheck implements TokenCheck {

    /** Whatever is remembered is too old when it is looked up: the price of a cache that never helps. */
    private static final TokenCache FORGETFUL = new TokenCache(TokenCache.DEFAULT.size(), Duration.ofNanos(1));

    private final TokenVerifier verifier;

    private RedoubtCheck(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    static RedoubtCheck withoutCache(TokenMint mint) {
        return new RedoubtCheck(verifier(mint));
    }

    static RedoubtCheck withForgetfulCache(TokenMint mint) {
        return new RedoubtCheck(verifier(mint).remembering(FORGETFUL, new SecureRandom()));
    }

    /** {@return whether Redoubt has the algorithm} */
    static boolean supports(Algorithm algorithm) {
        return SignatureAlgorithm.named(algorithm.joseName()).isPresent();
    }

    /**
     * {@return a verifier without a cache, for the tokens of a mint}
     *
     * @param mint whose
     */
    public static TokenVerifier verifier(TokenMint mint) {
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.named(mint.algorithm().joseName()).orElseThrow();
        TrustedIssuer issuer = TrustedIssuer.of(
                mint.issuer(),
                JwkSource.fixed(mint.jwkSet()),
                TokenProfile.RFC9068,
                Set.of(TokenMint.AUDIENCE),
                Set.of(algorithm));
        return TokenVerifier.trusting(List.of(issuer), Clock.systemUTC());
    }

    @Override
    public Object check(String token) {
        Verification verification = verifier.verify(token);
        if (verification instanceof VerifiedToken) {
            return verification;
        }
        throw new IllegalArgumentException("refused: " + verification);
    }
}
