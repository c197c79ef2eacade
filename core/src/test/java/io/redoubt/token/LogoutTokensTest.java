package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.Revocations;
import io.redoubt.state.Use;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Back-Channel Logout 1.0 section 2.6, check by check. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogoutTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final TestClock clock = TestClock.at(NOW);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer other = TestIssuer.start(clock);
    private final TrustedIssuer trusted = TrustedIssuer.of(
            issuer.issuerUri(),
            JwkSource.fixed(issuer.jwkSet()),
            TokenProfile.RFC9068,
            Set.of("orders"),
            EnumSet.of(SignatureAlgorithm.ES256));
    private Revocations revocations = Revocations.inProcess(Duration.ofDays(1), clock);

    @BeforeEach
    void forget() {
        revocations = Revocations.inProcess(Duration.ofDays(1), clock);
    }

    @AfterAll
    void stop() {
        issuer.close();
        other.close();
    }

    @Test
    void endsTheTokensOfTheSession() {
        TestToken ofSession = issuer.token().session("s-1");
        TestToken ofAnother = issuer.token().session("s-2");

        assertThat(tokens(LogoutScope.SESSION).heed(logout().session("s-1").sign()))
                .isEmpty();

        assertThat(reason(verifier().verify(ofSession.sign()))).isEqualTo(Reason.REVOKED);
        assertThat(verifier().verify(ofAnother.sign())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void endsAllTokensOfTheSubjectUntilThenWhereNoSessionIsNamed() {
        TestToken earlier = issuer.token().issuedAt(NOW.minusSeconds(10));
        TestToken later = issuer.token().issuedAt(NOW.plusSeconds(1));
        TestToken ofAnother = issuer.token().subject("bob");

        assertThat(tokens(LogoutScope.SESSION).heed(logout().sign())).isEmpty();

        assertThat(reason(verifier().verify(earlier.sign()))).isEqualTo(Reason.REVOKED);
        assertThat(verifier().verify(later.sign())).isInstanceOf(VerifiedToken.class);
        assertThat(verifier().verify(ofAnother.sign())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void endsAllTokensOfTheSubjectIfItIsToldTo() {
        assertThat(tokens(LogoutScope.SUBJECT).heed(logout().session("s-1").sign()))
                .isEmpty();

        assertThat(reason(verifier().verify(issuer.token().session("s-2").sign())))
                .isEqualTo(Reason.REVOKED);
    }

    @Test
    void endsTheSessionWhereNoSubjectIsNamed() {
        assertThat(tokens(LogoutScope.SUBJECT)
                        .heed(logout().session("s-1").without("sub").sign()))
                .isEmpty();

        assertThat(reason(verifier().verify(issuer.token().session("s-1").sign())))
                .isEqualTo(Reason.REVOKED);
        assertThat(verifier().verify(issuer.token().session("s-2").sign())).isInstanceOf(VerifiedToken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "application/logout+jwt", "JWT"})
    void knowsTheTypesThatProvidersWrite(String type) {
        assertThat(tokens(LogoutScope.SESSION).heed(logout().type(type).sign())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("oneThingWrong")
    @Tag("attack-207")
    void refuses(Reason reason, String what, UnaryOperator<TestToken> change) {
        assertThat(reason(tokens(LogoutScope.SESSION)
                        .heed(change.apply(logout().session("s-1")).sign())))
                .as(what)
                .isEqualTo(reason);
        assertThat(verifier().verify(issuer.token().session("s-1").sign())).isInstanceOf(VerifiedToken.class);
    }

    Stream<Arguments> oneThingWrong() {
        return Stream.of(
                wrong(Reason.TYPE_REFUSED, "an access token's type", token -> token.type("at+jwt")),
                wrong(
                        Reason.BAD_SIGNATURE,
                        "another issuer's signature",
                        token -> token.signedBy(other).header("kid", issuer.keyId("ES256"))),
                wrong(Reason.TOKEN_UNSIGNED, "no signature", TestToken::unsigned),
                wrong(Reason.WRONG_ISSUER, "another issuer", token -> token.claim("iss", other.issuerUri())),
                wrong(Reason.WRONG_AUDIENCE, "another client", token -> token.audience("others")),
                wrong(Reason.WRONG_AUDIENCE, "the audience of access tokens", token -> token.audience("orders")),
                wrong(Reason.MISSING_CLAIM, "no exp", token -> token.without("exp")),
                wrong(Reason.MISSING_CLAIM, "no iat", token -> token.without("iat")),
                wrong(Reason.MISSING_CLAIM, "no jti", token -> token.without("jti")),
                wrong(
                        Reason.EXPIRED,
                        "expired",
                        token -> token.issuedAt(NOW.minusSeconds(300)).expiresAt(NOW.minusSeconds(31))),
                wrong(Reason.NOT_YET_VALID, "of the future", token -> token.issuedAt(NOW.plusSeconds(31))),
                wrong(Reason.WRONG_KIND, "no events", token -> token.without("events")),
                wrong(
                        Reason.WRONG_KIND,
                        "another event",
                        token -> token.claim("events", Map.of("https://example.com/other", Map.of()))),
                wrong(Reason.WRONG_KIND, "an event of text", token -> token.claim("events", Map.of(EVENT, "yes"))),
                wrong(Reason.WRONG_KIND, "a list of events", token -> token.claim("events", List.of(EVENT))),
                wrong(Reason.WRONG_KIND, "a nonce", token -> token.claim("nonce", "n")),
                wrong(
                        Reason.MISSING_CLAIM,
                        "nobody",
                        token -> token.without("sub").without("sid")),
                wrong(Reason.MALFORMED_CLAIM, "a session that is no text", token -> token.claim("sid", 7)));
    }

    private static Arguments wrong(Reason reason, String what, UnaryOperator<TestToken> change) {
        return Arguments.of(reason, what, change);
    }

    @Test
    @Tag("attack-207")
    void hearsATokenOnce() {
        LogoutTokens tokens = tokens(LogoutScope.SESSION);
        String token = logout().session("s-1").sign();

        assertThat(tokens.heed(token)).isEmpty();
        assertThat(reason(tokens.heed(token))).isEqualTo(Reason.LOGOUT_REPLAYED);
    }

    /** To revoke twice does no harm, and not to revoke would. */
    @ParameterizedTest
    @EnumSource(
            value = Use.class,
            names = {"REPLAYED"},
            mode = EnumSource.Mode.EXCLUDE)
    void revokesWhateverTheMemoryCannotTell(Use use) {
        LogoutTokens tokens =
                new LogoutTokens(trusted, "shop-web", LogoutScope.SESSION, revocations, item -> use, clock);

        assertThat(tokens.heed(logout().session("s-1").sign())).isEmpty();
        assertThat(reason(verifier().verify(issuer.token().session("s-1").sign())))
                .isEqualTo(Reason.REVOKED);
    }

    @Test
    void isNoAccessToken() {
        assertThat(verifier().verify(logout().audience("orders").sign())).isInstanceOf(Refusal.class);
    }

    @Test
    void needsAClientId() {
        assertThatThrownBy(() ->
                        new LogoutTokens(trusted, " ", LogoutScope.SESSION, revocations, item -> Use.FIRST, clock))
                .isInstanceOf(ConfigurationException.class);
    }

    private TestToken logout() {
        return issuer.logoutToken();
    }

    private LogoutTokens tokens(LogoutScope scope) {
        ReplayGuard replays = ReplayGuard.inProcess(TestClock.at(NOW.minusSeconds(60)), () -> 0);
        return new LogoutTokens(trusted, "shop-web", scope, revocations, replays, clock);
    }

    private TokenVerifier verifier() {
        return TokenVerifier.trusting(List.of(trusted), clock).heeding(revocations);
    }

    private static Reason reason(Object verification) {
        return verification instanceof Optional<?> found
                ? ((Refusal) found.orElseThrow()).reason()
                : ((Refusal) verification).reason();
    }
}
