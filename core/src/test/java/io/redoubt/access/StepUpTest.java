package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.SingleUse;
import io.redoubt.state.Use;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import io.redoubt.token.AuthenticationTrust;
import io.redoubt.token.JwkSource;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TokenVerifier;
import io.redoubt.token.TrustedIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9470: the second factor of the motivating case cannot be skipped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepUpTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final String MFA = "urn:example:mfa";
    private static final StepUp FRESH_MFA =
            new StepUp(Optional.of(MFA), Set.of("otp"), Optional.of(Duration.ofMinutes(5)), StepUp.Uses.MANY);
    private static final StepUp ONCE = new StepUp(Optional.of(MFA), Set.of(), Optional.empty(), StepUp.Uses.ONE);
    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .rule("/transfers", requiring(FRESH_MFA))
            .rule("/once", requiring(ONCE))
            .rule("/confirmations/**", requiring(ONCE))
            .rule("/orders", Requirement.authenticated())
            .build();

    private final TestClock clock = TestClock.at(NOW);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer other = TestIssuer.start(clock);
    private final List<SecurityEvent> events = new ArrayList<>();
    private final List<SingleUse> spent = new ArrayList<>();
    private final RequestGuard guard = guard(spending());

    @AfterAll
    void stop() {
        issuer.close();
        other.close();
    }

    @Test
    void allowsAFreshLoginAtTheLevel() {
        assertThat(guard.check(transfer(elevated()))).isInstanceOf(Decision.Allowed.class);
        assertThat(guard.check(transfer(
                        elevated().claim("auth_time", NOW.minusSeconds(300).getEpochSecond()))))
                .isInstanceOf(Decision.Allowed.class);
    }

    @ParameterizedTest
    @MethodSource("weakLogins")
    void asksForAStrongerLogin(Reason reason, String what, UnaryOperator<TestToken> change) {
        Decision decision = guard.check(transfer(change.apply(elevated())));

        assertThat(decision)
                .as(what)
                .isEqualTo(new Decision.Denied(
                        reason,
                        List.of("Bearer realm=\"orders\", error=\"insufficient_user_authentication\","
                                + " error_description=\"the request needs a stronger or more recent login\","
                                + " acr_values=\"urn:example:mfa\", max_age=\"300\""),
                        Optional.empty(),
                        Optional.empty()));
    }

    static Stream<Arguments> weakLogins() {
        return Stream.of(
                weak(Reason.INSUFFICIENT_ACR, "no acr", token -> token.without("acr")),
                weak(Reason.INSUFFICIENT_ACR, "a lower acr", token -> token.claim("acr", "urn:example:pwd")),
                weak(Reason.INSUFFICIENT_ACR, "an acr array", token -> token.claim("acr", List.of(MFA))),
                weak(Reason.INSUFFICIENT_ACR, "acr in another case", token -> token.claim("acr", "URN:example:mfa")),
                weak(Reason.INSUFFICIENT_ACR, "acr with more text", token -> token.claim("acr", MFA + " x")),
                weak(
                        Reason.INSUFFICIENT_ACR,
                        "acr deeper down",
                        token -> token.without("acr").claim("user", Map.of("acr", MFA))),
                weak(Reason.INSUFFICIENT_AMR, "no amr", token -> token.without("amr")),
                weak(Reason.INSUFFICIENT_AMR, "other methods", token -> token.claim("amr", List.of("pwd", "mfa"))),
                weak(Reason.INSUFFICIENT_AMR, "amr as text", token -> token.claim("amr", "otp")),
                weak(Reason.LOGIN_TOO_OLD, "no auth_time, fresh iat", token -> token.without("auth_time")),
                weak(
                        Reason.LOGIN_TOO_OLD,
                        "301 s ago",
                        token -> token.claim("auth_time", NOW.minusSeconds(301).getEpochSecond())),
                weak(
                        Reason.LOGIN_TOO_OLD,
                        "in the future",
                        token -> token.claim("auth_time", NOW.plusSeconds(31).getEpochSecond())),
                weak(
                        Reason.LOGIN_TOO_OLD,
                        "as text",
                        token -> token.claim("auth_time", Long.toString(NOW.getEpochSecond()))),
                weak(Reason.LOGIN_TOO_OLD, "negative", token -> token.claim("auth_time", -1)));
    }

    private static Arguments weak(Reason reason, String what, UnaryOperator<TestToken> change) {
        return Arguments.of(reason, what, change);
    }

    @Test
    @Tag("attack-165")
    void believesTheIssuerOnlyWhatItIsTrustedWith() {
        TestToken foreign = other.token().authenticatedAt(NOW, MFA, "otp");

        assertThat(reason(guard.check(transfer(foreign)))).isEqualTo(Reason.INSUFFICIENT_ACR);
        assertThat(guard.check(get("/orders", foreign))).isInstanceOf(Decision.Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "PROPFIND"})
    void asksWhateverTheMethodIs(String method) {
        RequestFacts facts = ARequest.of(method, "/transfers")
                .field("Authorization", "Bearer " + issuer.token().sign())
                .facts();

        assertThat(reason(guard.check(facts))).isEqualTo(Reason.INSUFFICIENT_ACR);
    }

    @Test
    void letsATokenPassOnce() {
        TestToken token = elevated();

        assertThat(guard.check(get("/once", token))).isInstanceOf(Decision.Allowed.class);
        assertThat(reason(guard.check(get("/once", token)))).isEqualTo(Reason.ELEVATION_SPENT);
        assertThat(reason(guard.check(get("/confirmations/7", token)))).isEqualTo(Reason.ELEVATION_SPENT);
        assertThat(guard.check(get("/orders", token))).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void spendsNothingForARequestThatIsRefused() {
        TestToken weak = issuer.token();
        int before = spent.size();

        assertThat(reason(guard.check(get("/once", weak)))).isEqualTo(Reason.INSUFFICIENT_ACR);
        assertThat(reason(guard.check(get("/once", elevated()), () -> new HandlerAccess.Closed())))
                .isEqualTo(Reason.HANDLER_CLOSED);
        assertThat(spent).hasSize(before);
    }

    @Test
    void spendsATokenOnceForARequestThatIsSentOn() {
        TestToken token = elevated();
        Decision first = guard.check(get("/once", token));

        assertThat(guard.recheck(get("/confirmations/7", token), first)).isSameAs(first);
        assertThat(reason(guard.check(get("/once", token)))).isEqualTo(Reason.ELEVATION_SPENT);
    }

    @Test
    void spendsATokenThatIsSentOnToWhereItIsGoodForOnce() {
        TestToken token = elevated();
        Decision first = guard.check(get("/orders", token));

        assertThat(guard.recheck(get("/once", token), first)).isInstanceOf(Decision.Allowed.class);
        assertThat(reason(guard.check(get("/once", token)))).isEqualTo(Reason.ELEVATION_SPENT);
    }

    @Test
    void takesNoTokenOnceThatCannotBeToldFromAnother() {
        // Profile rfc9068 demands a jti, so only another profile gets so far.
        RequestGuard lax = guard(TokenProfile.SPRING_AUTHORIZATION_SERVER, spending());
        TestToken anonymous = elevated().without("jti").withoutHeader("typ");

        assertThat(reason(lax.check(get("/once", anonymous)))).isEqualTo(Reason.ELEVATION_SPENT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Use.class,
            names = {"FORGOTTEN", "UNAVAILABLE", "FULL", "OVER_QUOTA"})
    void refusesForNowWhatTheMemoryCannotTell(Use use) {
        Decision decision = guard(item -> use).check(get("/once", elevated()));

        assertThat(reason(decision).status()).isEqualTo(503);
        assertThat(((Decision.Denied) decision).retryAfter()).isPresent();
    }

    @Test
    void letsNobodyPassOnceWithoutAMemory() {
        assertThat(reason(guard(null).check(get("/once", elevated())))).isEqualTo(Reason.STATE_UNAVAILABLE);
    }

    @Test
    void refusesASettingThatCannotBeChallengedWith() {
        assertThatThrownBy(() -> new StepUp(Optional.of("a b"), Set.of(), Optional.empty(), StepUp.Uses.MANY))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new StepUp(Optional.of("a\"b"), Set.of(), Optional.empty(), StepUp.Uses.MANY))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new StepUp(Optional.empty(), Set.of(""), Optional.empty(), StepUp.Uses.MANY))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() ->
                        new StepUp(Optional.empty(), Set.of(), Optional.of(Duration.ofMillis(999)), StepUp.Uses.MANY))
                .isInstanceOf(ConfigurationException.class);
    }

    private static Requirement requiring(StepUp stepUp) {
        return new Requirement(Set.of(), Set.of(), stepUp, Set.of());
    }

    private TestToken elevated() {
        return issuer.token().authenticatedAt(NOW, MFA, "pwd", "otp");
    }

    private static RequestFacts transfer(TestToken token) {
        return get("/transfers", token);
    }

    private static RequestFacts get(String path, TestToken token) {
        return ARequest.of("GET", path)
                .field("Authorization", "Bearer " + token.sign())
                .facts();
    }

    private ReplayGuard spending() {
        List<String> used = new ArrayList<>();
        return item -> {
            if (used.contains(item.id())) {
                return Use.REPLAYED;
            }
            used.add(item.id());
            spent.add(item);
            return Use.FIRST;
        };
    }

    private RequestGuard guard(@Nullable ReplayGuard replays) {
        return guard(TokenProfile.RFC9068, replays);
    }

    private RequestGuard guard(TokenProfile profile, @Nullable ReplayGuard replays) {
        AuthenticationTrust everything =
                new AuthenticationTrust(Optional.of(List.of(MFA)), Optional.of(Set.of("pwd", "otp")));
        AuthenticationTrust nothing = new AuthenticationTrust(Optional.of(List.of()), Optional.of(Set.of()));
        TokenVerifier verifier = TokenVerifier.trusting(
                List.of(
                        trusted(issuer, profile).vouchingFor(everything),
                        trusted(other, profile).vouchingFor(nothing)),
                clock);
        RequestGuard plain = new RequestGuard(
                new ServiceName("orders"),
                POLICY,
                verifier,
                VerificationBudget.ofHalfTheProcessors(TrustedProxies.none(), System::nanoTime),
                events::add);
        return replays == null ? plain : plain.spendingIn(replays);
    }

    private static TrustedIssuer trusted(TestIssuer issuer, TokenProfile profile) {
        return TrustedIssuer.of(
                issuer.issuerUri(),
                JwkSource.fixed(issuer.jwkSet()),
                profile,
                Set.of("orders"),
                EnumSet.of(SignatureAlgorithm.ES256));
    }

    private static Reason reason(Decision decision) {
        return ((Decision.Denied) decision).reason();
    }
}
