package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.JwkSource;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Decision 008: with several issuers the start fails until each is said to be believed. In core it does not. */
class StepUpOfSeveralIssuersTest {

    @Test
    void isNotBelievedOfAnIssuerOfWhichNothingIsSaid() {
        try (TestIssuer strong = TestIssuer.start();
                TestIssuer weak = TestIssuer.start()) {
            String token = weak.token()
                    .authenticatedAt(Instant.now(), "urn:example:mfa", "otp")
                    .sign();
            AtomicReference<Decision> decision = new AtomicReference<>();
            Throwable failure = catchThrowable(() -> decision.set(guard(strong, weak)
                    .check(ARequest.of("GET", "/transfers")
                            .field("Authorization", "Bearer " + token)
                            .facts())));

            assertThat(failure instanceof ConfigurationException || decision.get() instanceof Decision.Denied)
                    .isTrue();
        }
    }

    private static RequestGuard guard(TestIssuer... issuers) {
        List<TrustedIssuer> trusted = List.of(issuers).stream()
                .map(issuer -> TrustedIssuer.of(
                        issuer.issuerUri(),
                        JwkSource.fixed(issuer.jwkSet()),
                        TokenProfile.RFC9068,
                        Set.of("orders"),
                        EnumSet.of(SignatureAlgorithm.ES256)))
                .toList();
        StepUp mfa = new StepUp(Optional.of("urn:example:mfa"), Set.of(), Optional.empty(), StepUp.Uses.MANY);
        AccessPolicy policy = AccessPolicy.builder()
                .rule("/transfers", new Requirement(Set.of(), Set.of(), mfa, Set.of()))
                .build();
        return new RequestGuard(
                new ServiceName("orders"),
                policy,
                TokenVerifier.trusting(trusted, Clock.systemUTC()),
                VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime),
                event -> {});
    }
}
