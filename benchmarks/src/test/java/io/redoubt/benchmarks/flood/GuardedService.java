package io.redoubt.benchmarks.flood;

import io.redoubt.ServiceName;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Decision;
import io.redoubt.access.RequestFacts;
import io.redoubt.access.RequestGuard;
import io.redoubt.access.Requirement;
import io.redoubt.access.TrustedProxies;
import io.redoubt.access.VerificationBudget;
import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.benchmarks.token.RedoubtCheck;
import io.redoubt.benchmarks.token.TokenMint;
import io.redoubt.token.TokenCache;
import io.redoubt.token.TokenVerifier;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;

/** A service whose every request goes through a guard, with the issuer whose ES256 tokens it trusts. */
final class GuardedService implements AutoCloseable {

    private static final String PATH = "/orders/7";

    private final TokenMint mint;
    private final RequestGuard guard;

    private GuardedService(TokenMint mint, TokenVerifier verifier) {
        AccessPolicy policy = AccessPolicy.builder()
                .rule("/orders/**", Set.of("GET"), new Requirement(Set.of("orders:read"), Set.of()))
                .build();
        VerificationBudget budget = VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime);
        this.mint = mint;
        this.guard = new RequestGuard(new ServiceName("orders"), policy, verifier, budget, event -> {});
    }

    static GuardedService remembering() {
        TokenMint mint = TokenMint.of(Algorithm.ES256);
        return new GuardedService(
                mint, RedoubtCheck.verifier(mint).remembering(TokenCache.DEFAULT, new SecureRandom()));
    }

    /** {@return a service to which every token is new} */
    static GuardedService forgetful() {
        TokenMint mint = TokenMint.of(Algorithm.ES256);
        return new GuardedService(mint, RedoubtCheck.verifier(mint));
    }

    TokenMint mint() {
        return mint;
    }

    Decision get(String token, String remoteAddress) {
        List<String> authorization = List.of("Bearer " + token);
        return guard.check(new RequestFacts(
                "GET",
                PATH,
                "",
                "",
                PATH,
                name -> name.equals("Authorization") ? authorization : List.of(),
                List.of(),
                remoteAddress));
    }

    @Override
    public void close() {
        mint.close();
    }
}
