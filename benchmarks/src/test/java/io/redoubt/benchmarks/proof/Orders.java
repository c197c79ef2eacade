package io.redoubt.benchmarks.proof;

import io.redoubt.ServiceName;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.BaseUrl;
import io.redoubt.access.Decision;
import io.redoubt.access.RequestFacts;
import io.redoubt.access.RequestGuard;
import io.redoubt.access.Requirement;
import io.redoubt.access.TrustedProxies;
import io.redoubt.access.VerificationBudget;
import io.redoubt.benchmarks.token.Algorithm;
import io.redoubt.benchmarks.token.RedoubtCheck;
import io.redoubt.benchmarks.token.TokenMint;
import io.redoubt.state.ReplayGuard;
import io.redoubt.testkit.TestClock;
import io.redoubt.token.DpopNonces;
import io.redoubt.token.ProofOfPossession;
import io.redoubt.token.TokenCache;
import io.redoubt.token.TokenVerifier;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A service that remembers tokens and takes proofs, with the issuer that it trusts. */
final class Orders implements AutoCloseable {

    static final String METHOD = "GET";
    static final String URL = "https://orders.example/orders/7";

    private static final String PATH = "/orders/7";

    private final TokenMint mint = TokenMint.of(Algorithm.ES256);
    private final TokenVerifier verifier =
            RedoubtCheck.verifier(mint).proving(proofs()).remembering(TokenCache.DEFAULT, new SecureRandom());
    private final RequestGuard guard = new RequestGuard(
                    new ServiceName("orders"),
                    AccessPolicy.builder()
                            .rule("/orders/**", Set.of(METHOD), new Requirement(Set.of("orders:read"), Set.of()))
                            .build(),
                    verifier,
                    VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime),
                    event -> {})
            .at(BaseUrl.parse("https://orders.example"));

    /** The memory of proofs is older than any proof can be, as in a service that has run for a while. */
    private static ProofOfPossession proofs() {
        TestClock replayClock = TestClock.at(Instant.now().minus(Duration.ofMinutes(5)));
        ReplayGuard replays = ReplayGuard.inProcess(replayClock, System::nanoTime);
        replayClock.advance(Duration.ofMinutes(5));
        Clock clock = Clock.systemUTC();
        return ProofOfPossession.none().byKey(replays, DpopNonces.ofThisProcess(new SecureRandom(), clock), clock);
    }

    TokenMint mint() {
        return mint;
    }

    TokenVerifier verifier() {
        return verifier;
    }

    /**
     * {@return what the guard says to a request}
     *
     * @param authorization the values of its {@code Authorization} fields
     * @param proofs the values of its {@code DPoP} fields
     */
    Decision get(List<String> authorization, List<String> proofs) {
        return guard.check(new RequestFacts(
                METHOD,
                PATH,
                "",
                "",
                PATH,
                name -> switch (name) {
                    case "Authorization" -> authorization;
                    case "DPoP" -> proofs;
                    default -> List.of();
                },
                List.of(),
                "127.0.0.2"));
    }

    @Override
    public void close() {
        mint.close();
    }
}
