package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.testkit.Endpoint;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import io.redoubt.testkit.TokenShape;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9701: answers that the issuer signed for this service. */
class SignedIntrospectionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String TYPE = "application/token-introspection+jwt";
    private static final String CLIENT = "orders-rs";

    private final TestClock clock = TestClock.at(NOW);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer stranger = TestIssuer.start(clock);
    private final Endpoint endpoint = issuer.introspection();
    private final JwkSource keys = JwkSource.discovery(issuer.issuerUri());

    @AfterEach
    void stop() {
        keys.close();
        issuer.close();
        stranger.close();
    }

    @Test
    void acceptsWhatTheIssuerSigned() throws InterruptedException {
        VerifiedToken token = (VerifiedToken) verifier().verify(issuer.opaqueToken(issuer.token()));

        assertThat(token.subject()).isEqualTo("alice");
        assertThat(token.scopes()).containsExactly("orders:read");
        assertThat(token.algorithm()).isEmpty();
    }

    @Test
    void judgesWhatIsInsideLikeAPlainAnswer() throws InterruptedException {
        TokenVerifier verifier = verifier();

        assertThat(verifier.verify("unknown")).isEqualTo(Refusal.of(Reason.INACTIVE));
        assertThat(reason(verifier.verify(issuer.opaqueToken(issuer.token().audience("billing")))))
                .isEqualTo(Reason.WRONG_AUDIENCE);
        assertThat(reason(verifier.verify(issuer.opaqueToken(issuer.token().claim("active", "true")))))
                .isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
    }

    static Stream<Arguments> badResponses() {
        return Stream.of(
                bad("an access token", t -> t.type("at+jwt")),
                bad("any JWT", t -> t.type("JWT")),
                bad("no type", t -> t.withoutHeader("typ")),
                bad("another type", t -> t.type("introspection+jwt")),
                bad("unsigned", TestToken::unsigned),
                bad("alg none", t -> t.header("alg", "none")),
                bad("an algorithm that is not allowed", t -> t.algorithm("PS256")),
                bad("a signature of zeros", t -> t.signature(new byte[64])),
                bad("an unknown key", t -> t.header("kid", "x")),
                bad("a critical extension", t -> t.header("crit", List.of("x"))),
                bad("of another issuer", t -> t.claim("iss", "https://evil.example")),
                bad("without issuer", t -> t.without("iss")),
                bad("for another client", t -> t.audience("billing-rs")),
                bad("for the audience of the token", t -> t.audience("orders")),
                bad("for nobody", t -> t.without("aud")),
                bad("without time", t -> t.without("iat")),
                bad("time as text", t -> t.claim("iat", "now")),
                bad("from the future", t -> t.claim("iat", NOW.plusSeconds(31))),
                bad("replayed", t -> t.claim("iat", NOW.minusSeconds(41))),
                bad("without the response", t -> t.without("token_introspection")),
                bad("the response as text", t -> t.claim("token_introspection", "{\"active\":true}")),
                bad(
                        "the response beside instead of inside",
                        t -> t.without("token_introspection").claim("active", true)),
                bad("no JSON", t -> t.rawClaims("{")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badResponses")
    void asksToTryLater(String name, UnaryOperator<TestToken> breaking) throws InterruptedException {
        TokenVerifier verifier = verifier();
        endpoint.body(response().sign(), TYPE);
        assertThat(verifier.verify("first")).isInstanceOf(VerifiedToken.class);

        endpoint.body(breaking.apply(response()).sign(), TYPE);

        assertThat(reason(verifier.verify("second"))).isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
    }

    @Test
    void refusesWhatAStrangerSigned() throws InterruptedException {
        TokenVerifier verifier = verifier();
        endpoint.body(response().signedBy(stranger).sign(), TYPE);

        Refusal refusal = (Refusal) verifier.verify("opaque");

        assertThat(refusal.reason()).isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
        assertThat(refusal.detail()).contains("signed introspection response");
    }

    @Test
    void refusesAnEncryptedResponse() throws InterruptedException {
        TokenVerifier verifier = verifier();
        endpoint.body("eyJhbGciOiJkaXIifQ..a.b.c", TYPE);

        assertThat(reason(verifier.verify("opaque"))).isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
    }

    @Test
    void refusesAPlainAnswer() throws InterruptedException {
        TokenVerifier verifier = verifier();
        endpoint.body("{\"active\":true}");

        assertThat(((Refusal) verifier.verify("opaque")).detail()).contains("is not " + TYPE);
    }

    @Test
    void asksForTheKeysOfARotation() throws InterruptedException {
        TokenVerifier verifier = verifier();
        issuer.rotateKeys();

        assertThat(reason(verifier.verify(issuer.opaqueToken(issuer.token()))))
                .isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
        issuer.jwks().awaitRequests(2, Duration.ofSeconds(20));
    }

    @Test
    void asksToTryLaterWhileThereAreNoKeys() {
        issuer.jwks().status(500);
        TokenVerifier verifier = TokenVerifier.trusting(List.of(trusted(TokenProfile.RFC9068)), clock);

        assertThat(verifier.verify(issuer.opaqueToken(issuer.token()))).isEqualTo(Refusal.of(Reason.KEYS_UNAVAILABLE));
    }

    /** Attack 88: what the issuer signed about a token is no token, whatever the profile accepts as its type. */
    @Test
    void isNoAccessToken() throws InterruptedException {
        issuer.addKey("ES256");
        String response = response().sign();
        TestToken dressedUp = response()
                .claim("sub", "alice")
                .claim("exp", NOW.plusSeconds(60))
                .audience("orders");

        assertThat(reason(verifier().verify(response))).isEqualTo(Reason.TYPE_REFUSED);
        TokenVerifier spring =
                TokenVerifier.trusting(List.of(trusted(TokenProfile.SPRING_AUTHORIZATION_SERVER)), clock);
        assertThat(reason(spring.verify(response))).isEqualTo(Reason.TYPE_REFUSED);
        assertThat(reason(spring.verify(dressedUp.sign()))).isEqualTo(Reason.TYPE_REFUSED);
        assertThat(reason(spring.verify(dressedUp.type("JWT").sign()))).isEqualTo(Reason.WRONG_KIND);
        assertThat(endpoint.requests()).isZero();
    }

    @Test
    void needsTheKeysOfTheIssuer() {
        assertThatThrownBy(() -> TrustedIssuer.introspected(
                        issuer.issuerUri(), introspection(), TokenProfile.RFC9068, Set.of("orders"), Set.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("introspection.response");
    }

    private static Arguments bad(String name, UnaryOperator<TestToken> breaking) {
        return arguments(name, breaking);
    }

    /** {@return a response about a token of this service, as RFC 9701 section 5 wants it} */
    private TestToken response() {
        return issuer.token(TokenShape.RFC9068)
                .type("token-introspection+jwt")
                .without("sub")
                .without("exp")
                .without("scope")
                .without("client_id")
                .audience(CLIENT)
                .claim(
                        "token_introspection",
                        Map.of(
                                "active",
                                true,
                                "sub",
                                "alice",
                                "aud",
                                "orders",
                                "iat",
                                NOW.getEpochSecond(),
                                "exp",
                                NOW.plusSeconds(60).getEpochSecond()));
    }

    private Introspection introspection() {
        issuer.registerClient(CLIENT, "secret");
        return Introspection.at(
                        issuer.introspectionUri().toString(),
                        ClientAuthentication.secret(CLIENT, "secret"),
                        new SecureRandom())
                .within(new CallLimits(16, 64, Duration.ofSeconds(20)))
                .requiringSignedResponses();
    }

    private TrustedIssuer trusted(TokenProfile profile) {
        Set<SignatureAlgorithm> algorithms = EnumSet.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256);
        return TrustedIssuer.of(issuer.issuerUri(), keys, profile, Set.of("orders"), algorithms)
                .introspecting(introspection());
    }

    private TokenVerifier verifier() throws InterruptedException {
        TokenVerifier verifier = TokenVerifier.trusting(List.of(trusted(TokenProfile.RFC9068)), clock);
        assertThat(keys.awaitKeys(Duration.ofSeconds(20))).isTrue();
        return verifier;
    }

    private static Reason reason(Verification verification) {
        return ((Refusal) verification).reason();
    }
}
