package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.state.Revocation;
import io.redoubt.state.RevocationReplica;
import io.redoubt.state.Revocations;
import io.redoubt.state.Staleness;
import io.redoubt.state.StateNames;
import io.redoubt.state.WhenDown;
import io.redoubt.testkit.Endpoint;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import io.redoubt.testkit.TokenShape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opaque tokens of a real issuer, asked about over HTTP: each answer is good by default and broken in one place. */
class IntrospectionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String CLIENT = "orders:rs";
    private static final String SECRET = "s3cr:t%+ \u00e4&=";

    private final TestClock clock = TestClock.at(NOW);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final Endpoint endpoint = issuer.introspection();

    @AfterEach
    void stop() {
        issuer.close();
    }

    /** Found by review: Keycloak reads a JWT with dots behind it as the JWT, under names that no revocation knows. */
    @ParameterizedTest
    @ValueSource(strings = {".", "..", "..."})
    void neverAsksAboutAJwtWithDotsBehindIt(String dots) {
        assertThat(verifier().verify(issuer.token().sign() + dots)).isInstanceOf(Refusal.class);
        assertThat(endpoint.requests()).isZero();
    }

    @Test
    void givesTheFactsOfAnActiveToken() {
        TestToken token = issuer.token().claim("roles", List.of("clerk")).claim("username", "somebody");

        VerifiedToken verified = (VerifiedToken) verifier().verify(issuer.opaqueToken(token));

        assertThat(verified.issuer()).isEqualTo(issuer.issuerUri());
        assertThat(verified.subject()).isEqualTo("alice");
        assertThat(verified.clientId()).contains("shop-web");
        assertThat(verified.audiences()).containsExactly("orders");
        assertThat(verified.scopes()).containsExactly("orders:read");
        assertThat(verified.roles()).containsExactly("clerk");
        assertThat(verified.issuedAt()).isEqualTo(NOW);
        assertThat(verified.expiresAt()).isEqualTo(NOW.plusSeconds(300));
        assertThat(verified.algorithm()).isEmpty();
    }

    static Stream<Arguments> goodAnswers() {
        return Stream.of(
                good("no iss", t -> t.without("iss")),
                good("no jti", t -> t.without("jti")),
                good("no client_id", t -> t.without("client_id")),
                good("token_type Bearer", t -> t.claim("token_type", "Bearer")),
                good("token_type in lower case", t -> t.claim("token_type", "bearer")),
                good("token_use of Ory Hydra", t -> t.claim("token_use", "access_token")),
                good("typ of Keycloak", t -> t.claim("typ", "Bearer")),
                good("scope as a list", t -> t.claim("scope", List.of("orders:read"))),
                good("aud as a list", t -> t.audience("billing", "orders")),
                good("an unknown member", t -> t.claim("x", Map.of("y", 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodAnswers")
    void accepts(String name, UnaryOperator<TestToken> change) {
        String token = issuer.opaqueToken(change.apply(issuer.token()));

        assertThat(verifier().verify(token))
                .isInstanceOfSatisfying(
                        VerifiedToken.class,
                        verified -> assertThat(verified.scopes()).containsExactly("orders:read"));
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                bad("inactive", Reason.INACTIVE, t -> t.claim("active", false)),
                bad("active as text", Reason.INTROSPECTION_UNAVAILABLE, t -> t.claim("active", "true")),
                bad("active as a number", Reason.INTROSPECTION_UNAVAILABLE, t -> t.claim("active", 1)),
                bad("active as null", Reason.INTROSPECTION_UNAVAILABLE, t -> t.claim("active", null)),
                bad("no active", Reason.INTROSPECTION_UNAVAILABLE, t -> t.rawClaims("{\"sub\":\"alice\"}")),
                bad("a list", Reason.INTROSPECTION_UNAVAILABLE, t -> t.rawClaims("[{\"active\":true}]")),
                bad(
                        "active twice",
                        Reason.INTROSPECTION_UNAVAILABLE,
                        t -> t.rawClaims("{\"active\":false,\"active\":true}")),
                bad("text after it", Reason.INTROSPECTION_UNAVAILABLE, t -> t.rawClaims("{\"active\":false}{}")),
                bad("another issuer", Reason.WRONG_ISSUER, t -> t.claim("iss", "https://evil.example")),
                bad("iss with a slash more", Reason.WRONG_ISSUER, t -> t.claim("iss", "http://127.0.0.1/")),
                bad("iss as null", Reason.WRONG_ISSUER, t -> t.claim("iss", null)),
                bad("no aud", Reason.MISSING_CLAIM, t -> t.without("aud")),
                bad("another audience", Reason.WRONG_AUDIENCE, t -> t.audience("billing")),
                bad("no audience in the list", Reason.WRONG_AUDIENCE, TestToken::audience),
                bad("audiences in one text", Reason.WRONG_AUDIENCE, t -> t.audience("orders billing")),
                bad("no sub", Reason.MISSING_CLAIM, t -> t.without("sub")),
                bad("a blank sub", Reason.MALFORMED_CLAIM, t -> t.subject(" ")),
                bad("no exp", Reason.MISSING_CLAIM, t -> t.without("exp")),
                bad("exp as text", Reason.MALFORMED_CLAIM, t -> t.claim("exp", "4102444800")),
                bad(
                        "expired, and active all the same",
                        Reason.EXPIRED,
                        t -> t.issuedAt(NOW.minusSeconds(600)).expiresAt(NOW.minusSeconds(300))),
                bad("no iat", Reason.MISSING_CLAIM, t -> t.without("iat")),
                bad("from the future", Reason.NOT_YET_VALID, t -> t.issuedAt(NOW.plusSeconds(31))),
                bad("not valid before", Reason.NOT_YET_VALID, t -> t.claim("nbf", NOW.plusSeconds(31))),
                bad("lives too long", Reason.LIFETIME_TOO_LONG, t -> t.expiresAt(NOW.plus(Duration.ofHours(25)))),
                bad("a refresh token by token_type", Reason.WRONG_KIND, t -> t.claim("token_type", "refresh_token")),
                bad("a refresh token by token_use", Reason.WRONG_KIND, t -> t.claim("token_use", "refresh_token")),
                bad("an ID token by typ", Reason.WRONG_KIND, t -> t.claim("typ", "ID")),
                bad("an ID token by nonce", Reason.WRONG_KIND, t -> t.claim("nonce", "n")),
                bad("token_type as a list", Reason.WRONG_KIND, t -> t.claim("token_type", List.of("Bearer"))),
                bad("token_type as null", Reason.WRONG_KIND, t -> t.claim("token_type", null)),
                bad("a DPoP token", Reason.CONFIRMATION_REFUSED, t -> t.claim("token_type", "DPoP")),
                bad("bound to a key", Reason.CONFIRMATION_REFUSED, t -> t.claim("cnf", Map.of("jkt", "x"))),
                bad("bound to nothing", Reason.CONFIRMATION_REFUSED, t -> t.claim("cnf", null)),
                bad("scope and scp disagree", Reason.MALFORMED_CLAIM, t -> t.claim("scp", List.of("admin"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("badAnswers")
    @Tag("attack-198")
    void refusesWithOneReason(String name, Reason reason, UnaryOperator<TestToken> breaking) {
        String token = issuer.opaqueToken(breaking.apply(issuer.token()));

        assertThat(reason(verifier().verify(token))).isEqualTo(reason);
        assertThat(endpoint.requests()).isOne();
    }

    @Test
    void refusesATokenThatTheIssuerDoesNotKnow() {
        assertThat(verifier().verify("2YotnFZFEjr1zCsicMWpAA==")).isEqualTo(Refusal.of(Reason.INACTIVE));
    }

    /** Attack 198: an endpoint that is slow, down, garbled or huge lets nothing pass, and is asked again at once. */
    static Stream<Arguments> failures() {
        return Stream.of(
                failure("status 500", "status 500", (e, other) -> e.status(500)),
                failure("status 404", "status 404", (e, other) -> e.status(404)),
                failure("status 400", "status 400", (e, other) -> e.status(400)),
                failure("status 204", "status 204", (e, other) -> e.status(204)),
                failure("a redirect", "status 302", (e, other) -> e.redirectTo(other)),
                failure("garbage", "no strict JSON", (e, other) -> e.garbage()),
                failure("a page", "not application/json", (e, other) -> e.html()),
                failure("too much", "longer than 65536 bytes", (e, other) -> e.huge()),
                failure("a hang-up", "could not be asked", (e, other) -> e.drop()),
                failure("nothing", "no strict JSON", (e, other) -> e.body("")),
                failure("another type", "not application/json", (e, other) -> e.body("{}", "text/plain")),
                failure(
                        "a signed answer that was not asked for",
                        "not application/json",
                        (e, other) -> e.body("{}", "application/token-introspection+jwt")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    @Tag("attack-198")
    void asksToTryLaterAndRemembersNothing(String name, String problem, BiConsumer<Endpoint, URI> failure) {
        TokenVerifier verifier = verifier();
        String token = issuer.opaqueToken(issuer.token());
        failure.accept(endpoint, issuer.introspectionUri());

        Refusal refusal = (Refusal) verifier.verify(token);

        assertThat(refusal.reason()).isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
        assertThat(refusal.detail()).contains(problem).doesNotContain(token);
        assertThat(endpoint.requests()).isOne();
        endpoint.ok();
        assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void asksToTryLaterWhileTheIssuerIsDown() {
        TokenVerifier verifier = verifier();
        issuer.close();

        assertThat(reason(verifier.verify("opaque"))).isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
    }

    @Test
    @Tag("attack-198")
    void givesUpWaitingForTheHead() {
        endpoint.hang();

        assertThat(verifier(hurried(introspection())).verify("opaque"))
                .isEqualTo(new Refusal(
                        Reason.INTROSPECTION_UNAVAILABLE, "the introspection endpoint did not answer in time"));
    }

    /** A limit on the head alone would let a server that sends an octet now and then hold a request for ever. */
    @Test
    @Tag("attack-198")
    void givesUpWaitingForTheBodyAndHangsUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> hungUp = CompletableFuture.supplyAsync(() -> answerByHalf(server));
            Introspection slow = Introspection.at(
                    "http://127.0.0.1:" + server.getLocalPort() + "/introspect",
                    ClientAuthentication.secret(CLIENT, SECRET),
                    new SecureRandom());

            assertThat(((Refusal) verifier(hurried(slow)).verify("opaque")).detail())
                    .contains("did not answer in time");
            assertThat(hungUp.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    /** {@return true as soon as the client has hung up} */
    private static boolean answerByHalf(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            return client.getInputStream().readAllBytes().length > 0;
        } catch (IOException e) {
            return !(e instanceof java.net.SocketTimeoutException);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", ".", "a=", "a~b+c/d-e_f=="})
    void asksAboutWhatHasNoOtherForm(String token) {
        assertThat(reason(verifier().verify(token))).isEqualTo(Reason.INACTIVE);
        assertThat(endpoint.requests()).isOne();
    }

    /** By its form a token is a JWT, a JWE or opaque, and whatever comes of it, it is never tried another way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b.c",
                "..",
                "a..",
                "eyJhbGciOiJub25lIn0.e30.",
                "a.b.c=",
                "a.b.c~",
                "a.b.c.", // which some servers read as the JWS a.b.c
                "a.b.c...",
                "a.b.c.d",
                "a.b.c.d.e.f",
                "...",
                "a.b.c.d.e",
                "....",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c",
                "",
                "=",
                "==",
                "a=b",
                "a b",
                "a,b",
                "a\u00e4",
                "a\n",
                "%61",
                "a:b",
                "<a>",
                "{}"
            })
    void neverAsksAboutWhatHasAnotherForm(String token) {
        assertThat(verifier().verify(token)).isInstanceOf(Refusal.class);
        assertThat(endpoint.requests()).isZero();
    }

    @Test
    void neverDecryptsNorAsksAboutAnEncryptedToken() {
        assertThat(verifier().verify("eyJhbGciOiJkaXIifQ..a.b.c")).isEqualTo(Refusal.of(Reason.TOKEN_ENCRYPTED));
        assertThat(endpoint.requests()).isZero();
    }

    @Test
    void asksAboutNothingThatIsTooLong() {
        assertThat(reason(verifier().verify("a".repeat(4096)))).isEqualTo(Reason.INACTIVE);
        assertThat(reason(verifier().verify("a".repeat(4097)))).isEqualTo(Reason.TOKEN_MALFORMED);
        assertThat(reason(verifier().verify("a".repeat(8193)))).isEqualTo(Reason.TOKEN_TOO_LONG);
        assertThat(endpoint.requests()).isOne();
    }

    @Test
    void asksNobodyWhereNobodyIsIntrospected() throws InterruptedException {
        try (JwkSource keys = JwkSource.fixed(issuer.jwkSet())) {
            TokenVerifier verifier = TokenVerifier.trusting(List.of(signing(keys)), clock);

            assertThat(verifier.verify(issuer.opaqueToken(issuer.token())))
                    .isEqualTo(Refusal.of(Reason.TOKEN_MALFORMED));
            assertThat(endpoint.requests()).isZero();
        }
    }

    @Test
    void verifiesTheSignedTokensOfAnIntrospectedIssuerByItself() throws InterruptedException {
        try (JwkSource keys = JwkSource.fixed(issuer.jwkSet())) {
            TokenVerifier verifier =
                    TokenVerifier.trusting(List.of(signing(keys).introspecting(introspection())), clock);
            String good = issuer.token().sign();

            assertThat(verifier.verify(good)).isInstanceOf(VerifiedToken.class);
            assertThat(reason(verifier.verify(
                            issuer.token().signature(new byte[64]).sign())))
                    .isEqualTo(Reason.BAD_SIGNATURE);
            assertThat(reason(verifier.verify(good + "="))).isEqualTo(Reason.TOKEN_MALFORMED);
            assertThat(endpoint.requests()).isZero();
            assertThat(verifier.verify(issuer.opaqueToken(issuer.token()))).isInstanceOf(VerifiedToken.class);
        }
    }

    @Test
    void refusesSignedTokensOfAnIssuerThatIsOnlyIntrospected() {
        Refusal refusal = (Refusal) verifier().verify(issuer.token().sign());

        assertThat(refusal.reason()).isEqualTo(Reason.WRONG_ISSUER);
        assertThat(refusal.detail()).contains("opaque tokens only");
        assertThat(endpoint.requests()).isZero();
    }

    @Test
    void takesNoRoomFromTheWorkOnSignatures() {
        Verification verification = verifier().verify(issuer.opaqueToken(issuer.token()), check -> {
            throw new AssertionError("asked for room");
        });

        assertThat(verification).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void asksOnceAMinute() {
        TokenVerifier verifier = verifier();
        String token = issuer.opaqueToken(issuer.token());
        verifier.verify(token);
        issuer.revoke(token);

        clock.advance(Duration.ofMillis(59_999));
        assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class);
        assertThat(endpoint.requests()).isOne();

        clock.advance(Duration.ofMillis(1));
        assertThat(reason(verifier.verify(token))).isEqualTo(Reason.INACTIVE);
        assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void asksAsOftenAsItIsTold() {
        TokenVerifier verifier = verifier(introspection().rememberingFor(Duration.ZERO));
        String token = issuer.opaqueToken(issuer.token());

        assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class);
        assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class);
        assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void remembersNoTokenBeyondItsEnd() {
        TokenVerifier verifier = verifier();
        String token = issuer.opaqueToken(issuer.token().expiresAt(NOW.plusSeconds(10)));
        verifier.verify(token);

        clock.advance(Duration.ofMillis(9_999));
        assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class);
        assertThat(endpoint.requests()).isOne();

        clock.advance(Duration.ofMillis(1));
        verifier.verify(token);
        assertThat(endpoint.requests()).isEqualTo(2);

        clock.advance(Duration.ofSeconds(30));
        assertThat(reason(verifier.verify(token))).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void asksAgainWhenTheClockIsSetBack() {
        TokenVerifier verifier = verifier();
        String token = issuer.opaqueToken(issuer.token());
        verifier.verify(token);
        issuer.revoke(token);

        clock.advance(Duration.ofSeconds(-1));

        assertThat(reason(verifier.verify(token))).isEqualTo(Reason.INACTIVE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void remembersARefusalForTenSeconds(boolean inactive) {
        TokenVerifier verifier = verifier();
        String token = issuer.opaqueToken(
                inactive
                        ? issuer.token().claim("active", false)
                        : issuer.token().audience("x"));
        Reason reason = inactive ? Reason.INACTIVE : Reason.WRONG_AUDIENCE;

        assertThat(reason(verifier.verify(token))).isEqualTo(reason);
        clock.advance(Duration.ofMillis(9_999));
        assertThat(reason(verifier.verify(token))).isEqualTo(reason);
        assertThat(endpoint.requests()).isOne();

        clock.advance(Duration.ofMillis(1));
        assertThat(reason(verifier.verify(token))).isEqualTo(reason);
        assertThat(endpoint.requests()).isEqualTo(2);
    }

    @Test
    void remembersEachTokenByItself() {
        TokenVerifier verifier = verifier();
        String token = issuer.opaqueToken(issuer.token());
        verifier.verify(token);

        assertThat(reason(verifier.verify(token + "x"))).isEqualTo(Reason.INACTIVE);
        assertThat(reason(verifier.verify(token + "="))).isEqualTo(Reason.INACTIVE);
        assertThat(reason(verifier.verify(token.substring(1)))).isEqualTo(Reason.INACTIVE);
    }

    /** Some servers give the token itself as its id; what is remembered, or logged as a token's id, must not be it. */
    @Test
    void forgetsTheTokenInItsOwnAnswer() {
        endpoint.body("{\"active\":true,\"sub\":\"alice\",\"aud\":\"orders\",\"iat\":" + NOW.getEpochSecond()
                + ",\"exp\":" + NOW.plusSeconds(60).getEpochSecond() + ",\"jti\":\"opaque\",\"scope\":\"a\"}");

        VerifiedToken verified = (VerifiedToken) verifier().verify("opaque");

        assertThat(verified.tokenId()).isEmpty();
        assertThat(verified.claims().toString()).doesNotContain("opaque");
    }

    @Test
    void readsTheAnswersOfSpringAuthorizationServer() {
        TestToken token = issuer.token(TokenShape.SPRING_AUTHORIZATION_SERVER)
                .claim("client_id", "shop-web")
                .claim("scope", "orders:read")
                .audience("orders", "billing");

        VerifiedToken verified = (VerifiedToken)
                verifier(TokenProfile.SPRING_AUTHORIZATION_SERVER).verify(issuer.opaqueToken(token));

        assertThat(verified.scopes()).containsExactly("orders:read");
        assertThat(verified.clientId()).contains("shop-web");
        assertThat(reason(verifier(TokenProfile.SPRING_AUTHORIZATION_SERVER)
                        .verify(issuer.opaqueToken(token.audience("shop-web")))))
                .isEqualTo(Reason.WRONG_AUDIENCE);
    }

    @Test
    void saysWhyKeycloakCallsAGoodTokenInactive() {
        issuer.introspectForAudienceOnly();
        String token = issuer.opaqueToken(issuer.token(TokenShape.KEYCLOAK));

        Refusal refusal = (Refusal) verifier(TokenProfile.KEYCLOAK).verify(token);

        assertThat(refusal.reason()).isEqualTo(Reason.INACTIVE);
        assertThat(refusal.detail()).contains("audience mapper");
    }

    @Test
    void readsTheAnswersOfKeycloak() {
        TestToken token = issuer.token(TokenShape.KEYCLOAK)
                .claim("client_id", "shop-web")
                .claim("realm_access", Map.of("roles", List.of("clerk")));
        TokenVerifier verifier = verifier(TokenProfile.KEYCLOAK);

        VerifiedToken verified = (VerifiedToken) verifier.verify(issuer.opaqueToken(token));

        assertThat(verified.roles()).containsExactly("clerk");
        assertThat(verified.clientId()).contains("shop-web");
        assertThat(reason(verifier.verify(issuer.opaqueToken(token.claim("typ", "Refresh")))))
                .isEqualTo(Reason.WRONG_KIND);
        assertThat(((Refusal) verifier.verify(issuer.opaqueToken(token.audience("account")))).detail())
                .contains("Keycloak's default");
    }

    @Test
    void acceptsOnlyTheClientsThatAreListed() {
        TrustedIssuer listed = TrustedIssuer.introspected(
                issuer.issuerUri(), introspection(), TokenProfile.RFC9068, Set.of("orders"), Set.of("shop-web"));
        TokenVerifier verifier = TokenVerifier.trusting(List.of(listed), clock);

        assertThat(verifier.verify(issuer.opaqueToken(issuer.token()))).isInstanceOf(VerifiedToken.class);
        assertThat(reason(verifier.verify(issuer.opaqueToken(issuer.token().claim("client_id", "other")))))
                .isEqualTo(Reason.WRONG_CLIENT);
        assertThat(reason(verifier.verify(issuer.opaqueToken(issuer.token().without("client_id")))))
                .isEqualTo(Reason.WRONG_CLIENT);
    }

    @Test
    void judgesWithTheLimitsOfTheIssuer() {
        TrustedIssuer strict = TrustedIssuer.introspected(
                        issuer.issuerUri(), introspection(), TokenProfile.RFC9068, Set.of("orders"), Set.of())
                .within(new TokenLimits(Duration.ZERO, Duration.ofMinutes(1)));

        assertThat(reason(TokenVerifier.trusting(List.of(strict), clock).verify(issuer.opaqueToken(issuer.token()))))
                .isEqualTo(Reason.LIFETIME_TOO_LONG);
    }

    @Test
    void heedsRevocationsAtOnceAlsoForRememberedTokens() {
        Revocations revocations = Revocations.inProcess(Duration.ofDays(2), clock);
        TokenVerifier verifier = verifier().heeding(revocations);
        String alice = issuer.opaqueToken(issuer.token());
        String bob = issuer.opaqueToken(issuer.token().subject("bob"));
        assertThat(verifier.verify(alice)).isInstanceOf(VerifiedToken.class);

        revocations.revoke(new Revocation.OfSubject(issuer.issuerUri(), "alice", NOW));

        assertThat(reason(verifier.verify(alice))).isEqualTo(Reason.REVOKED);
        assertThat(verifier.verify(bob)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void refusesAnOpaqueTokenWhileNobodyKnowsWhatTheFleetRevoked() {
        RevocationReplica unheard = RevocationReplica.of(
                (after, additions) -> Optional.empty(),
                new StateNames(new TrustDomain("shop.example"), new ServiceName("orders")),
                Duration.ofDays(2),
                new Staleness(Duration.ofSeconds(30), WhenDown.CLOSED),
                clock,
                System::nanoTime);
        TokenVerifier verifier = verifier().heeding(unheard.revocations());

        assertThat(reason(verifier.verify(issuer.opaqueToken(issuer.token())))).isEqualTo(Reason.STATE_UNAVAILABLE);
    }

    /** The memory of tokens that signatures prove is none for tokens that only their issuer can judge. */
    @Test
    void entersNoMemoryOfSignedTokens() {
        TokenVerifier verifier = verifier().remembering(TokenCache.DEFAULT, new SecureRandom());
        String token = issuer.opaqueToken(issuer.token());
        verifier.verify(token);
        issuer.revoke(token);

        clock.advance(Duration.ofSeconds(60));

        assertThat(reason(verifier.verify(token))).isEqualTo(Reason.INACTIVE);
    }

    @Test
    void introspectsAtMostOneIssuer() {
        TrustedIssuer one = trusted(introspection(), TokenProfile.RFC9068);
        TrustedIssuer other = TrustedIssuer.introspected(
                "https://other.example", introspection(), TokenProfile.RFC9068, Set.of("orders"), Set.of());

        assertThatThrownBy(() -> TokenVerifier.trusting(List.of(one, other), clock))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("more than one that is asked by introspection");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example/introspect",
                "ftp://idp.example",
                "idp.example",
                "",
                "https://u:zx81@idp.example/",
                "https://idp.example/#zx81",
                "/introspect"
            })
    void needsASafeEndpoint(String uri) {
        assertThatThrownBy(() -> Introspection.at(uri, ClientAuthentication.secret(CLIENT, SECRET), new SecureRandom()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("introspection.uri")
                .hasMessageNotContaining("zx81");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT5M1S"})
    void remembersForAReasonableTime(Duration ttl) {
        assertThatThrownBy(() -> introspection().rememberingFor(ttl))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("introspection.cache-ttl");
    }

    private static Arguments good(String name, UnaryOperator<TestToken> change) {
        return arguments(name, change);
    }

    private static Arguments bad(String name, Reason reason, UnaryOperator<TestToken> breaking) {
        return arguments(name, reason, breaking);
    }

    private static Arguments failure(String name, String problem, BiConsumer<Endpoint, URI> failure) {
        return arguments(name, problem, failure);
    }

    private Introspection introspection() {
        issuer.registerClient(CLIENT, SECRET);
        return Introspection.at(
                        issuer.introspectionUri().toString(),
                        ClientAuthentication.secret(CLIENT, SECRET),
                        new SecureRandom())
                .within(new CallLimits(16, 64, PATIENCE));
    }

    private static Introspection hurried(Introspection introspection) {
        return introspection.within(new CallLimits(16, 64, Duration.ofMillis(200)));
    }

    private TrustedIssuer trusted(Introspection introspection, TokenProfile profile) {
        return TrustedIssuer.introspected(issuer.issuerUri(), introspection, profile, Set.of("orders"), Set.of());
    }

    private TrustedIssuer signing(JwkSource keys) {
        return TrustedIssuer.of(
                issuer.issuerUri(), keys, TokenProfile.RFC9068, Set.of("orders"), Set.of(SignatureAlgorithm.ES256));
    }

    private TokenVerifier verifier() {
        return verifier(introspection());
    }

    private TokenVerifier verifier(Introspection introspection) {
        return TokenVerifier.trusting(List.of(trusted(introspection, TokenProfile.RFC9068)), clock);
    }

    private TokenVerifier verifier(TokenProfile profile) {
        return TokenVerifier.trusting(List.of(trusted(introspection(), profile)), clock);
    }

    private static Reason reason(Verification verification) {
        return ((Refusal) verification).reason();
    }
}
