package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ServiceName;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.RequestGuard;
import io.redoubt.access.TrustedProxies;
import io.redoubt.access.VerificationBudget;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.JwkSource;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Found in review: a verifier or guard that an application made for another purpose came to judge its requests, because
 * it was named like a parameter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnBeansTest {

    private static final TestIssuer PARTNER = TestIssuer.start();

    private final TestIssuer issuer = TestIssuer.start();

    @AfterAll
    void stop() {
        issuer.close();
        PARTNER.close();
    }

    @Test
    void judgesNoRequestByAVerifierOrGuardOfTheApplication() {
        try (RunningApplication application =
                RunningApplication.start(Settings.valid(issuer), OrdersApplication.class, ForWebhooks.class)) {
            assertThat(Http.get(application.uri("/orders"), issuer.token().sign())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(Http.get(application.uri("/orders"), PARTNER.token().sign())
                            .statusCode())
                    .isEqualTo(401);
            assertThat(Http.get(application.uri("/forgotten")).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void decodesNoTokenByADecoderOfTheApplication() {
        try (RunningApplication application = RunningApplication.start(
                Settings.forSpringSecurity(issuer), OrdersApplication.class, OwnDecoder.class)) {
            assertThat(application.context().getBean(JwtDecoder.class)).isInstanceOf(RedoubtJwtDecoder.class);
        }
    }

    @Test
    void refusesASecondPrimaryDecoder() {
        assertThatThrownBy(() -> RunningApplication.start(
                        Settings.forSpringSecurity(issuer), OrdersApplication.class, PrimaryDecoder.class))
                .hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class);
    }

    /** What judges webhooks of a partner, under the very names that parameters have. */
    @Configuration(proxyBeanMethods = false)
    static class ForWebhooks {

        @Bean
        TokenVerifier verifier() {
            TrustedIssuer partner = TrustedIssuer.of(
                    PARTNER.issuerUri(),
                    JwkSource.fixed(PARTNER.jwkSet()),
                    TokenProfile.RFC9068,
                    Set.of("orders"),
                    Set.of(SignatureAlgorithm.ES256));
            return TokenVerifier.trusting(List.of(partner), Clock.systemUTC());
        }

        @Bean
        RequestGuard guard(TokenVerifier verifier) {
            AccessPolicy policy = AccessPolicy.builder().open("/**").build();
            VerificationBudget budget = VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime);
            return new RequestGuard(new ServiceName("webhooks"), policy, verifier, budget, event -> {});
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnDecoder {

        @Bean
        JwtDecoder decoder() {
            return token -> {
                throw new BadJwtException("a decoder of the application");
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimaryDecoder {

        @Bean
        @Primary
        JwtDecoder decoder() {
            return token -> {
                throw new BadJwtException("a decoder of the application");
            };
        }
    }
}
