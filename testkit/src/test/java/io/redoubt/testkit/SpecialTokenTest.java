package io.redoubt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens for proof of possession, step-up and logout. */
class SpecialTokenTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TestClock clock = TestClock.at(NOW);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final DpopKey key = DpopKey.create(clock);
    private final ClientCertificate certificate = ClientCertificate.selfSigned("shop-web", clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void isBoundToAKey() throws Exception {
        assertThat(claims(issuer.token().boundTo(key))).containsEntry("cnf", Map.of("jkt", key.thumbprint()));
    }

    @Test
    void isBoundToACertificate() throws Exception {
        assertThat(claims(issuer.token().boundTo(certificate.certificate())))
                .containsEntry("cnf", Map.of("x5t#S256", certificate.thumbprint()));
    }

    @Test
    void isBoundToBoth() throws Exception {
        Map<String, Object> both = Map.of("jkt", key.thumbprint(), "x5t#S256", certificate.thumbprint());

        assertThat(claims(issuer.token().boundTo(key).boundTo(certificate.certificate())))
                .containsEntry("cnf", both);
        assertThat(claims(issuer.token().boundTo(certificate.certificate()).boundTo(key)))
                .containsEntry("cnf", both);
    }

    @Test
    void isBoundToTheLastKeyOnly() throws Exception {
        DpopKey other = DpopKey.create(clock);

        assertThat(claims(issuer.token().boundTo(key).boundTo(other)))
                .containsEntry("cnf", Map.of("jkt", other.thumbprint()));
    }

    @Test
    void saysHowTheUserAuthenticated() throws Exception {
        Instant before = NOW.minus(Duration.ofMinutes(1));

        assertThat(claims(issuer.token().authenticatedAt(before, "urn:example:mfa", "pwd", "otp")))
                .containsEntry("auth_time", before.getEpochSecond())
                .containsEntry("acr", "urn:example:mfa")
                .containsEntry("amr", List.of("pwd", "otp"))
                .containsEntry("iat", NOW.getEpochSecond());
        assertThat(claims(issuer.token().authenticatedAt(before, "1"))).doesNotContainKey("amr");
    }

    @Test
    void saysOfWhichSessionItIs() throws Exception {
        assertThat(claims(issuer.token().session("s1"))).containsEntry("sid", "s1");
    }

    @Test
    void endsASession() throws Exception {
        JWSObject token = JWSObject.parse(issuer.logoutToken().session("s1").sign());

        assertThat(token.getHeader().getType()).hasToString("logout+jwt");
        assertThat(token.getHeader().getKeyID()).isEqualTo(issuer.keyId("ES256"));
        assertThat(token.getPayload().toJSONObject())
                .containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "jti", "events", "sid")
                .containsEntry("iss", issuer.issuerUri())
                .containsEntry("sub", "alice")
                .containsEntry("aud", "shop-web")
                .containsEntry("iat", NOW.getEpochSecond())
                .containsEntry("exp", NOW.plusSeconds(120).getEpochSecond())
                .containsEntry("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                .containsEntry("sid", "s1");
        assertThat(token.verify(new DefaultJWSVerifierFactory()
                        .createJWSVerifier(token.getHeader(), issuer.publicKey("ES256"))))
                .isTrue();
    }

    @Test
    void endsAllSessionsWithAnIdOfItsOwn() throws Exception {
        assertThat(claims(issuer.logoutToken())).doesNotContainKey("sid");
        assertThat(claims(issuer.logoutToken()).get("jti"))
                .isNotEqualTo(claims(issuer.logoutToken()).get("jti"));
    }

    private static Map<String, Object> claims(TestToken token) throws Exception {
        return JWSObject.parse(token.sign()).getPayload().toJSONObject();
    }
}
