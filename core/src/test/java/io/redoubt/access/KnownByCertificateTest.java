package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.testkit.ClientCertificate;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.JwkSource;
import io.redoubt.token.ProofOfPossession;
import io.redoubt.token.Refusal;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has proven by certificate that a token is his is no stranger. */
class KnownByCertificateTest {

    private static final String ALICE = "192.0.2.1";
    private static final String BOB = "192.0.2.2";

    private final VirtualTime time = new VirtualTime();
    private final VerificationBudget budget = new VerificationBudget(1, TrustedProxies.none(), time, time);

    /** As prefersAPeerThatSentAGoodToken of VerificationBudgetTest, but the good token is bound to a certificate. */
    @Test
    void isPreferredToStrangers() {
        ClientCertificate certificate = ClientCertificate.selfSigned("client", Clock.systemUTC());
        try (TestIssuer issuer = TestIssuer.start();
                Callers callers = new Callers(budget, time)) {
            String token = issuer.token().boundTo(certificate.certificate()).sign();
            assertThat(guard(issuer)
                            .check(ARequest.of("GET", "/orders")
                                    .from(ALICE)
                                    .over(certificate.certificate())
                                    .field("Authorization", "Bearer " + token)
                                    .facts()))
                    .isInstanceOf(Decision.Allowed.class);
            callers.send(BOB);
            for (int i = 0; i < 4; i++) {
                callers.send(50, "203.0.113." + i);
            }

            Callers.Request known = callers.send(ALICE);

            callers.finishAll(Refusal.of(Reason.EXPIRED));
            assertThat(callers.started().get(1)).isSameAs(known);
        }
    }

    private RequestGuard guard(TestIssuer issuer) {
        TokenVerifier verifier = TokenVerifier.trusting(
                        List.of(TrustedIssuer.of(
                                issuer.issuerUri(),
                                JwkSource.fixed(issuer.jwkSet()),
                                TokenProfile.RFC9068,
                                Set.of("orders"),
                                EnumSet.of(SignatureAlgorithm.ES256))),
                        Clock.systemUTC())
                .proving(ProofOfPossession.none().byCertificate());
        AccessPolicy policy = AccessPolicy.builder()
                .rule("/orders", Requirement.authenticated())
                .build();
        return new RequestGuard(new ServiceName("orders"), policy, verifier, budget, event -> {});
    }
}
