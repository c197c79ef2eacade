package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.RequestGuard;
import io.redoubt.access.Requirement;
import io.redoubt.access.TrustedProxies;
import io.redoubt.access.VerificationBudget;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Opaque tokens over HTTP: what the client is told, what is asked, what is reported, and what is in no log line. */
class OpaqueTokenTest {

    private static final String SECRET = "zx81secret";

    private final TestIssuer issuer = TestIssuer.start();
    private final RecordedEvents events = new RecordedEvents();
    private final JwkSource keys = JwkSource.fixed(issuer.jwkSet());
    private final GuardedServer server = GuardedServer.start(
            guard(),
            Map.of(
                    "/",
                    (request, response) -> response.getWriter()
                            .print(request.getUserPrincipal().getName())));
    private final RawClient client = new RawClient(server.port());

    @AfterEach
    void stop() {
        server.close();
        keys.close();
        issuer.close();
    }

    @Test
    void letsTheBearerOfAnActiveTokenIn() {
        try (CapturedLog log = CapturedLog.begin()) {
            String token = issuer.opaqueToken(issuer.token());

            assertThat(get(token).body()).isEqualTo("alice");
            assertThat(get(token).status()).isEqualTo(200);

            assertThat(issuer.introspection().requests()).isOne();
            assertThat(events.reasons()).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void refusesTheRestWithOneEventEach() {
        refuses(401, Reason.INACTIVE, issuer.token().claim("active", false));
        refuses(401, Reason.WRONG_AUDIENCE, issuer.token().audience("billing"));
        refuses(401, Reason.CONFIRMATION_REFUSED, issuer.token().claim("cnf", Map.of("jkt", "x")));
        refuses(403, Reason.INSUFFICIENT_SCOPE, issuer.token().scope("other"));
        refuses(503, Reason.INTROSPECTION_UNAVAILABLE, issuer.token().claim("active", "true"));
        issuer.introspection().status(401);
        refuses(503, Reason.INTROSPECTION_UNAVAILABLE, issuer.token());
    }

    @Test
    void asksAboutNoJwt() {
        assertThat(get(issuer.token().sign()).status()).isEqualTo(200);
        assertThat(get(issuer.token().signature(new byte[64]).sign()).status()).isEqualTo(401);
        assertThat(get("a.b.c").status()).isEqualTo(401);
        assertThat(get("eyJhbGciOiJkaXIifQ..a.b.c").status()).isEqualTo(401);

        assertThat(events.reasons())
                .containsExactly(Reason.BAD_SIGNATURE, Reason.TOKEN_MALFORMED, Reason.TOKEN_ENCRYPTED);
        assertThat(issuer.introspection().requests()).isZero();
    }

    private void refuses(int status, Reason reason, TestToken token) {
        try (CapturedLog log = CapturedLog.begin()) {
            String opaque = issuer.opaqueToken(token);
            int asked = issuer.introspection().requests();
            server.forget();
            events.forget();

            RawResponse response = get(opaque);

            assertThat(response.status()).isEqualTo(status);
            assertThat(response.head().contains("Retry-After: 5")).isEqualTo(status == 503);
            assertThat(response.body()).isEmpty();
            assertThat(server.reached()).isEmpty();
            assertThat(events.reasons()).containsExactly(reason);
            assertThat(issuer.introspection().requests()).isEqualTo(asked + 1);
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(opaque) || line.contains(SECRET));
        }
    }

    private RawResponse get(String token) {
        return client.get("/orders", "Authorization: Bearer " + token);
    }

    private RequestGuard guard() {
        issuer.registerClient("orders-rs", SECRET);
        TrustedIssuer trusted = TrustedIssuer.of(
                        issuer.issuerUri(),
                        keys,
                        TokenProfile.RFC9068,
                        Set.of("orders"),
                        Set.of(SignatureAlgorithm.ES256))
                .introspecting(Introspection.at(
                        issuer.introspectionUri().toString(),
                        ClientAuthentication.secret("orders-rs", SECRET),
                        new SecureRandom()));
        AccessPolicy policy = AccessPolicy.builder()
                .rule("/orders/**", new Requirement(Set.of("orders:read"), Set.of()))
                .build();
        return new RequestGuard(
                new ServiceName("orders"),
                policy,
                TokenVerifier.trusting(List.of(trusted), Clock.systemUTC()),
                VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime),
                SecurityEventListener.all(List.of(SecurityEventListener.toLog(), events)));
    }
}
