package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.RequestGuard;
import io.redoubt.access.Requirement;
import io.redoubt.access.TrustedProxies;
import io.redoubt.access.VerificationBudget;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.ClientAuthentication;
import io.redoubt.token.Introspection;
import io.redoubt.token.JwkSource;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who keeps tokens out of logs hears of them in time, and of nothing else. */
class OpaqueTokenListenerTest {

    private static final String LONGEST = "t1".repeat(2048);

    private final TestIssuer issuer = TestIssuer.start();
    private final JwkSource keys = JwkSource.fixed(issuer.jwkSet());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final GuardedServer server = GuardedServer.startBehind(
            new RedoubtFilter(guard()).telling(new Recording()),
            Map.of("/", (request, response) -> told.add("handled")));
    private final RawClient client = new RawClient(server.port());

    private final class Recording implements OpaqueTokenListener {

        @Override
        public void seen(String token) {
            told.add("seen " + token + ", asked " + issuer.introspection().requests());
        }

        @Override
        public void admitted(String token) {
            told.add("admitted " + token);
        }
    }

    @AfterEach
    void stop() {
        server.close();
        keys.close();
        issuer.close();
    }

    @Test
    void isToldBeforeTheTokenIsJudgedAndBeforeTheApplicationHasIt() {
        String token = issuer.opaqueToken(issuer.token());

        assertThat(get("/orders", "Bearer " + token)).isEqualTo(200);

        assertThat(told).containsExactly("seen " + token + ", asked 0", "admitted " + token, "handled");
    }

    /** What anybody can send must not stay out of the log for long: it could be the address or the name of an attacker. */
    @Test
    void isNotToldThatARefusedTokenWasAdmitted() {
        assertThat(get("/orders", "Bearer token-of-nobody-1")).isEqualTo(401);
        assertThat(get("/open/x", "Bearer token-of-nobody-1")).isEqualTo(200);

        assertThat(told)
                .containsExactly("seen token-of-nobody-1, asked 0", "seen token-of-nobody-1, asked 1", "handled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer  0123456789abcdef", "DPoP 0123456789abcdef", "Bearer a.-_~+/0123456789=="})
    void isToldOfWhatMayBeAToken(String authorization) {
        assertThat(get("/open/x", authorization)).isEqualTo(200);

        assertThat(told).contains("seen " + authorization.substring(authorization.lastIndexOf(' ') + 1) + ", asked 0");
    }

    @Test
    void isToldOfTheLongestButOfNoLongerOne() {
        assertThat(get("/open/x", "Bearer " + LONGEST)).isEqualTo(200);
        assertThat(get("/open/x", "Bearer t" + LONGEST)).isEqualTo(200);

        assertThat(told).containsExactly("seen " + LONGEST + ", asked 0", "handled", "handled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer 0123456789abcde",
                "Bearer 10.1.2.3.45678901",
                "Bearer mallory@shop.example",
                "Bearer token-of-nobody-else",
                "Bearer 0123456789 abcdef",
                "Basic dGVzdC1vbmx5OnRlc3Qtb25seQ==",
                "0123456789abcdef0123"
            })
    void isToldOfNothingElse(String authorization) {
        assertThat(get("/open/x", authorization)).isEqualTo(200);

        assertThat(told).containsExactly("handled");
    }

    @Test
    void isToldOfNoJwt() {
        assertThat(get("/orders", "Bearer " + issuer.token().sign())).isEqualTo(200);

        assertThat(told).containsExactly("handled");
    }

    private int get(String path, String authorization) {
        return client.get(path, "Authorization: " + authorization).status();
    }

    private RequestGuard guard() {
        issuer.registerClient("orders-rs", "test-only-secret");
        TrustedIssuer trusted = TrustedIssuer.of(
                        issuer.issuerUri(),
                        keys,
                        TokenProfile.RFC9068,
                        Set.of("orders"),
                        Set.of(SignatureAlgorithm.ES256))
                .introspecting(Introspection.at(
                        issuer.introspectionUri().toString(),
                        ClientAuthentication.secret("orders-rs", "test-only-secret"),
                        new SecureRandom()));
        AccessPolicy policy = AccessPolicy.builder()
                .rule("/orders/**", new Requirement(Set.of("orders:read"), Set.of()))
                .open("/open/**")
                .build();
        return new RequestGuard(
                new ServiceName("orders"),
                policy,
                TokenVerifier.trusting(List.of(trusted), Clock.systemUTC()),
                VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime),
                SecurityEventListener.all(List.of()));
    }
}
