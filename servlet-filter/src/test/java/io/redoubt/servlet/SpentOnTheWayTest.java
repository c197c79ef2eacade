package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.RequestGuard;
import io.redoubt.access.Requirement;
import io.redoubt.access.StepUp;
import io.redoubt.access.TrustedProxies;
import io.redoubt.access.VerificationBudget;
import io.redoubt.state.ReplayGuard;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.JwkSource;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One request spends an elevated token once, however often the application sends it on. */
class SpentOnTheWayTest {

    private static final Requirement ONCE = new Requirement(
            Set.of(), Set.of(), new StepUp(Optional.empty(), Set.of(), Optional.empty(), StepUp.Uses.ONE), Set.of());

    private final TestClock clock = TestClock.at(Instant.parse("2026-11-22T09:00:00Z"));

    /** The filter forgets the decision of the first forward, and with it that the token is spent. */
    @Test
    void isGoodForTheSecondForwardOfTheSameRequest() throws Exception {
        AccessPolicy policy = AccessPolicy.builder()
                .rule("/orders/**", Requirement.authenticated())
                .rule("/once/**", ONCE)
                .build();
        Map<String, Handler> handlers = Map.of(
                "/orders/start",
                (request, response) ->
                        request.getRequestDispatcher("/once/action").forward(request, response),
                "/once/action",
                (request, response) ->
                        request.getRequestDispatcher("/once/view").forward(request, response),
                "/once/view",
                (request, response) -> response.getWriter().write("done"));
        try (TestIssuer issuer = TestIssuer.start(clock);
                GuardedServer server = GuardedServer.start(guard(issuer, policy), handlers)) {
            String token = issuer.token().sign();
            RawResponse response =
                    new RawClient(server.port()).request("GET", "/orders/start", "Authorization: Bearer " + token);

            assertThat(server.reached()).containsExactly("/orders/start", "/once/action", "/once/view");
            assertThat(response.status()).isEqualTo(200);
        }
    }

    private RequestGuard guard(TestIssuer issuer, AccessPolicy policy) {
        TrustedIssuer trusted = TrustedIssuer.of(
                issuer.issuerUri(),
                JwkSource.fixed(issuer.jwkSet()),
                TokenProfile.RFC9068,
                Set.of("orders"),
                EnumSet.of(SignatureAlgorithm.ES256));
        ReplayGuard replays = ReplayGuard.inProcess(clock, System::nanoTime);
        clock.advance(Duration.ofMinutes(5)); // the memory is older than the token
        return new RequestGuard(
                        new ServiceName("orders"),
                        policy,
                        TokenVerifier.trusting(List.of(trusted), clock),
                        VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime),
                        event -> {})
                .spendingIn(replays);
    }
}
