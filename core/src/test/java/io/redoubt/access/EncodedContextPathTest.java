package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.state.ReplayGuard;
import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.DpopNonces;
import io.redoubt.token.JwkSource;
import io.redoubt.token.ProofOfPossession;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Found in review: a context path that the client spelled otherwise was cut off by its length, and left another host. */
class EncodedContextPathTest {

    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private final TestClock clock = TestClock.at(START);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final DpopKey key = DpopKey.create(clock);
    private final ReplayGuard replays = ReplayGuard.inProcess(
            clock, () -> Duration.between(START, clock.instant()).toNanos());
    private final ProofOfPossession proofs =
            ProofOfPossession.none().byKey(replays, DpopNonces.ofThisProcess(new SecureRandom(), clock), clock);

    @BeforeEach
    void growOld() {
        clock.advance(Duration.ofMinutes(5));
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    /** The guard's own answer to a thief's question: which URL do you think I called? */
    @Test
    void isForNoUrlThatAnEncodedContextPathCutsOutOfThePath() {
        RequestGuard guard = guard();
        String token = issuer.token().boundTo(key).sign();
        // Jetty tells the context path plainly; cut off by its length, /%73hop/orders leaves "op/orders".
        RequestFacts facts = facts("https://orders.exampleop/orders", token, "/%73hop/orders", "/shop", "/orders");

        assertThat(guard.check(facts)).isInstanceOf(Decision.Denied.class);
    }

    private RequestFacts facts(String proofFor, String token, String rawPath, String contextPath, String routedPath) {
        Map<String, List<String>> fields = Map.of(
                "Authorization",
                List.of("DPoP " + token),
                "DPoP",
                List.of(key.proof("GET", proofFor).accessToken(token).sign()));
        return new RequestFacts(
                "GET",
                rawPath,
                "",
                contextPath,
                routedPath,
                name -> fields.getOrDefault(name, List.of()),
                List.of(),
                "192.0.2.1");
    }

    private RequestGuard guard() {
        TokenVerifier verifier = TokenVerifier.trusting(
                        List.of(TrustedIssuer.of(
                                issuer.issuerUri(),
                                JwkSource.fixed(issuer.jwkSet()),
                                TokenProfile.RFC9068,
                                Set.of("orders"),
                                EnumSet.of(SignatureAlgorithm.ES256))),
                        clock)
                .proving(proofs);
        AccessPolicy policy = AccessPolicy.builder()
                .open("/start")
                .rule("/orders", Requirement.authenticated())
                .build();
        return new RequestGuard(
                        new ServiceName("orders"),
                        policy,
                        verifier,
                        VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime),
                        event -> {})
                .at(BaseUrl.parse("https://orders.example"));
    }
}
