package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.state.Revocation;
import io.redoubt.state.Revocations;
import io.redoubt.testkit.TestIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** What an application revokes is refused on the very next request, whether tokens are remembered or not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationTest {

    private final TestIssuer issuer = TestIssuer.start();

    @AfterAll
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10000"})
    void refusesWhatTheApplicationRevokes(String cacheSize) {
        Settings settings = Settings.valid(issuer).with("redoubt.token-cache.size", cacheSize);
        try (RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            String alice = issuer.token().sign();
            String bob = issuer.token().subject("bob").sign();
            assertThat(status(application, alice)).isEqualTo(200);
            assertThat(status(application, alice)).isEqualTo(200);

            application
                    .context()
                    .getBean(Revocations.class)
                    .revoke(new Revocation.OfSubject(issuer.issuerUri(), "alice", Instant.now()));

            assertThat(status(application, alice)).isEqualTo(401);
            assertThat(status(application, bob)).isEqualTo(200);
        }
    }

    /** Found by review: they were ignored, and what was revoked in them went on being good. */
    @Test
    void heedsTheRevocationsThatTheApplicationMade() {
        try (RunningApplication application =
                RunningApplication.start(Settings.valid(issuer), OrdersApplication.class, OwnRevocations.class)) {
            String alice = issuer.token().sign();
            assertThat(status(application, alice)).isEqualTo(200);

            application
                    .context()
                    .getBean("ownRevocations", Revocations.class)
                    .revoke(new Revocation.OfClient(issuer.issuerUri(), "shop-web"));

            assertThat(status(application, alice)).isEqualTo(401);
        }
    }

    @Test
    void refusesItUnderSpringSecurityToo() {
        Settings settings = Settings.forSpringSecurity(issuer);
        try (RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            JwtDecoder decoder = application.context().getBean(JwtDecoder.class);
            String alice = issuer.token().sign();
            assertThat(decoder.decode(alice).getSubject()).isEqualTo("alice");

            application
                    .context()
                    .getBean(Revocations.class)
                    .revoke(new Revocation.OfClient(issuer.issuerUri(), "shop-web"));

            assertThatThrownBy(() -> decoder.decode(alice)).isInstanceOf(BadJwtException.class);
        }
    }

    private static int status(RunningApplication application, String token) {
        return Http.get(application.uri("/orders"), token).statusCode();
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRevocations {

        @Bean
        Revocations ownRevocations() {
            return Revocations.inProcess(Duration.ofDays(2), Clock.systemUTC());
        }
    }
}
