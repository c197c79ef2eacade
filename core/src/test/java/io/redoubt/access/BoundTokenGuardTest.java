package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.state.ReplayGuard;
import io.redoubt.testkit.ClientCertificate;
import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import io.redoubt.token.DpopNonces;
import io.redoubt.token.JwkSource;
import io.redoubt.token.ProofOfPossession;
import io.redoubt.token.SenderConstraint;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens that are bound to their sender, at the guard: what a thief is told, and what an honest client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundTokenGuardTest {

    private static final String ALGS = "algs=\"RS256 PS256 ES256 ES384 EdDSA\"";
    private static final String METADATA =
            "resource_metadata=\"https://orders.example/.well-known/oauth-protected-resource/v1\"";
    private static final String URL = "https://orders.example/v1/orders";
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private final TestClock clock = TestClock.at(START);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final DpopKey key = DpopKey.create(clock);
    private final ClientCertificate certificate = ClientCertificate.selfSigned("client", clock);
    private final List<SecurityEvent> events = new ArrayList<>();
    private final ReplayGuard replays = ReplayGuard.inProcess(
            clock, () -> Duration.between(START, clock.instant()).toNanos());
    private final DpopNonces nonces = DpopNonces.ofThisProcess(new SecureRandom(), clock);
    private final ProofOfPossession both =
            ProofOfPossession.none().byCertificate().byKey(replays, nonces, clock);
    private final AccessPolicy optional =
            AccessPolicy.builder().rule("/orders", Requirement.authenticated()).build();

    @BeforeAll
    void growOld() {
        clock.advance(Duration.ofMinutes(5));
    }

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void allowsWhoProvesThatTheTokenIsHis() {
        assertThat(guard(optional, both).check(dpop(bound().sign()).facts())).isInstanceOf(Decision.Allowed.class);
        assertThat(events).isEmpty();
    }

    @Test
    void tellsAThiefWithABearerTokenThatItIsBound() {
        Decision decision = guard(optional, both).check(bearer(bound().sign()).facts());

        assertThat(decision)
                .isEqualTo(denied(
                        Reason.SCHEME_MISMATCH,
                        "Bearer realm=\"orders\", error=\"invalid_token\","
                                + " error_description=\"the access token is not valid here\", " + METADATA,
                        "DPoP realm=\"orders\", " + ALGS + ", " + METADATA));
        assertThat(events).extracting(SecurityEvent::code).containsExactly("token.scheme-mismatch");
    }

    @Test
    void refusesAnUnboundTokenAsDpop() {
        Decision decision = guard(optional, both).check(dpop(token().sign()).facts());

        assertThat(decision)
                .isEqualTo(denied(
                        Reason.SCHEME_MISMATCH,
                        "DPoP realm=\"orders\", error=\"invalid_token\","
                                + " error_description=\"the access token is not valid here\", " + ALGS + ", "
                                + METADATA,
                        "Bearer realm=\"orders\", " + METADATA));
    }

    @Test
    void saysInTheChallengeThatTheProofIsWrong() {
        Decision decision = guard(optional, both)
                .check(ARequest.of("GET", "/orders")
                        .field("Authorization", "DPoP " + bound().sign())
                        .facts());

        assertThat(decision)
                .isEqualTo(denied(
                        Reason.PROOF_MISSING,
                        "DPoP realm=\"orders\", error=\"invalid_dpop_proof\","
                                + " error_description=\"the DPoP proof is not valid for this request\", "
                                + ALGS + ", " + METADATA,
                        "Bearer realm=\"orders\", " + METADATA));
    }

    @Test
    void offersBothSchemesToWhoBringsNothing() {
        assertThat(guard(optional, both).check(ARequest.of("GET", "/orders").facts()))
                .isEqualTo(denied(
                        Reason.NO_CREDENTIALS,
                        "Bearer realm=\"orders\", " + METADATA,
                        "DPoP realm=\"orders\", " + ALGS + ", " + METADATA));
    }

    @Test
    void ignoresAStrayProofBesideABearerToken() {
        assertThat(guard(optional, both)
                        .check(bearer(token().sign()).field("DPoP", "garbage").facts()))
                .isInstanceOf(Decision.Allowed.class);
    }

    @Test
    @Tag("attack-146")
    void handsOutANonceWithEachSuccessIfEachProofMustHoldOne() {
        ProofOfPossession demanding = ProofOfPossession.none().byKeyAndNonce(replays, nonces, clock);
        RequestGuard guard = guard(optional, demanding);
        String token = bound().sign();

        Decision first = guard.check(dpop(token).facts());
        assertThat(first).isInstanceOfSatisfying(Decision.Denied.class, denied -> {
            assertThat(denied.reason()).isEqualTo(Reason.NONCE_NEEDED);
            assertThat(denied.dpopNonce()).isPresent();
            assertThat(denied.challenges().get(0)).contains("DPoP realm", "error=\"use_dpop_nonce\"");
        });
        String nonce = ((Decision.Denied) first).dpopNonce().orElseThrow();
        assertThat(guard.check(ARequest.of("GET", "/orders")
                        .field("Authorization", "DPoP " + token)
                        .field(
                                "DPoP",
                                key.proof("GET", URL)
                                        .accessToken(token)
                                        .nonce(nonce)
                                        .sign())
                        .facts()))
                .isInstanceOfSatisfying(
                        Decision.Allowed.class,
                        allowed -> assertThat(allowed.dpopNonce()).contains(nonce));
    }

    @Test
    void demandsABoundTokenEverywhereIfItIsToldTo() {
        AccessPolicy required = AccessPolicy.builder()
                .rule("/orders", Requirement.authenticated())
                .boundBy(SenderConstraint.DPOP)
                .build();
        RequestGuard guard = guard(required, both);

        assertThat(reason(guard.check(bearer(token().sign()).facts()))).isEqualTo(Reason.UNSUPPORTED_SCHEME);
        assertThat(guard.check(dpop(bound().sign()).facts())).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void demandsABoundTokenWhereARuleSaysSo() {
        AccessPolicy policy = AccessPolicy.builder()
                .rule("/orders", new Requirement(Set.of(), Set.of(), StepUp.NONE, Set.of(SenderConstraint.MTLS)))
                .build();
        RequestGuard guard = guard(policy, both);
        String certificateBound = token().boundTo(certificate.certificate()).sign();

        assertThat(reason(guard.check(bearer(token().sign()).facts()))).isEqualTo(Reason.NOT_SENDER_CONSTRAINED);
        assertThat(reason(guard.check(dpop(bound().sign()).facts()))).isEqualTo(Reason.NOT_SENDER_CONSTRAINED);
        assertThat(guard.check(
                        bearer(certificateBound).over(certificate.certificate()).facts()))
                .isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void takesACertificateBoundTokenFromItsCertificateOnly() {
        RequestGuard guard = guard(optional, both);
        String token = token().boundTo(certificate.certificate()).sign();

        assertThat(guard.check(bearer(token).over(certificate.certificate()).facts()))
                .isInstanceOf(Decision.Allowed.class);
        assertThat(reason(guard.check(bearer(token).facts()))).isEqualTo(Reason.CERTIFICATE_MISSING);
        assertThat(reason(guard.check(
                        bearer(token).over(certificate.renewed().certificate()).facts())))
                .isEqualTo(Reason.WRONG_CERTIFICATE);
        assertThat(reason(
                        guard.check(dpop(token).over(certificate.certificate()).facts())))
                .isEqualTo(Reason.SCHEME_MISMATCH);
    }

    @Test
    void reportsAForgedCertificateFieldAndGoesOnWithoutIt() {
        RequestGuard guard = guard(optional, both);
        String token = token().boundTo(certificate.certificate()).sign();

        assertThat(reason(guard.check(bearer(token)
                        .field("Client-Cert", certificate.clientCertField())
                        .facts())))
                .isEqualTo(Reason.CERTIFICATE_MISSING);
        assertThat(events)
                .extracting(SecurityEvent::code)
                .containsExactly("request.field-distrusted", "token.certificate-missing");
    }

    @Test
    void refusesATokenInTheQueryAloneAndBesideTheField() {
        RequestGuard guard = guard(optional, both);
        String token = token().sign();

        assertThat(reason(guard.check(ARequest.of("GET", "/orders")
                        .query("access_token=" + token)
                        .facts())))
                .isEqualTo(Reason.CREDENTIALS_IN_QUERY);
        assertThat(reason(guard.check(
                        bearer(token).query("a=1&access_token=" + token).facts())))
                .isEqualTo(Reason.CREDENTIALS_IN_QUERY);
        assertThat(guard.check(
                        bearer(token).query("my_access_token=x&access_tokens=y").facts()))
                .isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void tellsEverybodyWhatIsInForceAndNoMore() {
        AccessPolicy policy = AccessPolicy.builder()
                .rule("/orders", new Requirement(Set.of("orders:read"), Set.of()))
                .rule("/others", new Requirement(Set.of("orders:all"), Set.of()))
                .build();
        String path = "/.well-known/oauth-protected-resource";

        assertThat(guard(policy, both).check(ARequest.of("GET", path + "/v1").facts()))
                .isEqualTo(new Decision.Metadata(
                        "{\"resource\":\"https://orders.example/v1\",\"authorization_servers\":[\""
                                + issuer.issuerUri()
                                + "\"],\"bearer_methods_supported\":[\"header\"],"
                                + "\"scopes_supported\":[\"orders:all\",\"orders:read\"],"
                                + "\"dpop_signing_alg_values_supported\":[\"RS256\",\"PS256\",\"ES256\",\"ES384\",\"EdDSA\"],"
                                + "\"dpop_bound_access_tokens_required\":false,"
                                + "\"tls_client_certificate_bound_access_tokens\":true}"));
        assertThat(guard(optional, ProofOfPossession.none())
                        .check(ARequest.of("HEAD", path)
                                .field("Host", "evil.example")
                                .facts()))
                .isEqualTo(new Decision.Metadata(
                        "{\"resource\":\"https://orders.example/v1\",\"authorization_servers\":[\""
                                + issuer.issuerUri()
                                + "\"],\"bearer_methods_supported\":[\"header\"],"
                                + "\"tls_client_certificate_bound_access_tokens\":false}"));
        assertThat(reason(guard(policy, both).check(ARequest.of("POST", path).facts())))
                .isEqualTo(Reason.NO_CREDENTIALS);
    }

    private RequestGuard guard(AccessPolicy policy, ProofOfPossession proofs) {
        events.clear();
        TokenVerifier verifier = TokenVerifier.trusting(
                        List.of(TrustedIssuer.of(
                                issuer.issuerUri(),
                                JwkSource.fixed(issuer.jwkSet()),
                                TokenProfile.RFC9068,
                                Set.of("orders"),
                                EnumSet.of(SignatureAlgorithm.ES256))),
                        clock)
                .proving(proofs);
        return new RequestGuard(
                        new ServiceName("orders"),
                        policy,
                        verifier,
                        VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime),
                        events::add)
                .at(BaseUrl.parse("https://orders.example/v1/"));
    }

    private TestToken token() {
        return issuer.token();
    }

    private TestToken bound() {
        return token().boundTo(key);
    }

    private static ARequest bearer(String token) {
        return ARequest.of("GET", "/orders").field("Authorization", "Bearer " + token);
    }

    private ARequest dpop(String token) {
        return ARequest.of("GET", "/orders")
                .field("Authorization", "DPoP " + token)
                .field("DPoP", key.proof("GET", URL).accessToken(token).sign());
    }

    private static Decision denied(Reason reason, String... challenges) {
        return new Decision.Denied(reason, List.of(challenges), Optional.empty(), Optional.empty());
    }

    private static Reason reason(Decision decision) {
        return ((Decision.Denied) decision).reason();
    }
}
