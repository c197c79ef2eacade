package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a real issuer, in the shape of RFC 9068: each is valid by default and broken in one place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Set<SignatureAlgorithm> ALL = EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.HS256));

    private final TestClock clock = TestClock.at(NOW);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer stranger = TestIssuer.start(clock);
    private final JwkSource keys;
    private final TokenVerifier verifier;

    TokenVerifierTest() throws InterruptedException {
        // Two keys for RS256: a token without a key id must not have us try both.
        List.of("RS256", "RS256", "PS256", "ES384", "EdDSA", "Ed25519").forEach(issuer::addKey);
        keys = JwkSource.discovery(issuer.issuerUri());
        verifier = TokenVerifier.trusting(List.of(trusted(ALL)), clock);
        assertThat(keys.awaitKeys(Duration.ofSeconds(10))).isTrue();
    }

    @AfterAll
    void stop() {
        keys.close();
        issuer.close();
        stranger.close();
    }

    @Test
    void givesTheFactsOfAGoodToken() {
        VerifiedToken token =
                verified(issuer.token().claim("roles", List.of("clerk")).claim("address", Map.of("street", "Main")));

        assertThat(token.issuer()).isEqualTo(issuer.issuerUri());
        assertThat(token.subject()).isEqualTo("alice");
        assertThat(token.clientId()).contains("shop-web");
        assertThat(token.audiences()).containsExactly("orders");
        assertThat(token.scopes()).containsExactly("orders:read");
        assertThat(token.roles()).containsExactly("clerk");
        assertThat(token.issuedAt()).isEqualTo(NOW);
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
        assertThat(token.tokenId()).isPresent();
        assertThat(token.claims()).containsEntry("address", Map.of("street", "Main"));
    }

    @Test
    void showsNothingOfATokenAsText() {
        assertThat(verified(issuer.token())).hasToString("VerifiedToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519"})
    void acceptsEveryAlgorithmThatIsAllowed(String algorithm) {
        assertThat(verified(issuer.token().algorithm(algorithm)).algorithm())
                .isEqualTo(SignatureAlgorithm.named(algorithm));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384", "EdDSA"})
    void refusesEveryAlgorithmThatIsNotAllowed(String algorithm) {
        Set<SignatureAlgorithm> others = EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.HS256));
        others.remove(SignatureAlgorithm.named(algorithm).orElseThrow());
        TokenVerifier strict = TokenVerifier.trusting(List.of(trusted(others)), clock);

        assertThat(strict.verify(issuer.token().algorithm(algorithm).sign()))
                .isEqualTo(Refusal.of(Reason.ALGORITHM_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384", "EdDSA"})
    void refusesEveryChangedSignature(String algorithm) {
        String good = issuer.token().algorithm(algorithm).sign();
        int lastDot = good.lastIndexOf('.');
        char first = good.charAt(lastDot + 1);

        String changed = good.substring(0, lastDot + 1) + (first == 'A' ? 'B' : 'A') + good.substring(lastDot + 2);

        assertThat(reason(changed)).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 96, 256})
    void refusesSignaturesOfZeros(int length) {
        // r = s = 0 is CVE-2022-21449; other lengths must not reach an exception
        TestToken token = issuer.token().signature(new byte[length]);

        assertThat(reason(token)).isEqualTo(length == 0 ? Reason.TOKEN_UNSIGNED : Reason.BAD_SIGNATURE);
    }

    static Stream<Arguments> brokenTokens() {
        return Stream.of(
                broken("another issuer's key", Reason.BAD_SIGNATURE, t -> t.claim("x", 1)),
                broken("alg none without a signature", Reason.TOKEN_UNSIGNED, TestToken::unsigned),
                broken("alg none with a signature", Reason.ALGORITHM_REFUSED, t -> t.header("alg", "none")),
                broken("no typ", Reason.TYPE_REFUSED, t -> t.withoutHeader("typ")),
                broken("typ JWT", Reason.TYPE_REFUSED, t -> t.type("JWT")),
                broken("typ logout+jwt", Reason.TYPE_REFUSED, t -> t.type("logout+jwt")),
                broken("typ with a parameter", Reason.TYPE_REFUSED, t -> t.type("at+jwt;v=1")),
                broken("unknown kid", Reason.UNKNOWN_KEY, t -> t.header("kid", "../../dev/null")),
                broken(
                        "no kid among several keys of a type",
                        Reason.UNFIT_KEY,
                        t -> t.algorithm("RS256").withoutHeader("kid")),
                broken("crit", Reason.HEADER_REFUSED, t -> t.header("crit", List.of("exp"))),
                broken("empty crit", Reason.HEADER_REFUSED, t -> t.header("crit", List.of())),
                broken("zip", Reason.HEADER_REFUSED, t -> t.header("zip", "DEF")),
                broken("no iss", Reason.MISSING_CLAIM, t -> t.without("iss")),
                broken("iss of somebody else", Reason.WRONG_ISSUER, t -> t.claim("iss", "https://evil.example")),
                broken("iss as a list", Reason.MISSING_CLAIM, t -> t.claim("iss", List.of("x"))),
                broken("no aud", Reason.MISSING_CLAIM, t -> t.without("aud")),
                broken("another audience", Reason.WRONG_AUDIENCE, t -> t.audience("billing")),
                broken("no audience in the list", Reason.WRONG_AUDIENCE, TestToken::audience),
                broken("an audience that starts alike", Reason.WRONG_AUDIENCE, t -> t.audience("orders2")),
                broken("an audience in capitals", Reason.WRONG_AUDIENCE, t -> t.audience("ORDERS")),
                broken("audiences in one text", Reason.WRONG_AUDIENCE, t -> t.audience("orders billing")),
                broken("an audience with a blank", Reason.WRONG_AUDIENCE, t -> t.audience("orders ")),
                broken("an empty audience", Reason.MALFORMED_CLAIM, t -> t.audience("")),
                broken("a number among audiences", Reason.MALFORMED_CLAIM, t -> t.claim("aud", List.of("orders", 7))),
                broken(
                        "a list among audiences",
                        Reason.MALFORMED_CLAIM,
                        t -> t.claim("aud", List.of(List.of("orders")))),
                broken("aud as an object", Reason.MALFORMED_CLAIM, t -> t.claim("aud", Map.of("orders", 1))),
                broken("no sub", Reason.MISSING_CLAIM, t -> t.without("sub")),
                broken("an empty sub", Reason.MALFORMED_CLAIM, t -> t.subject("")),
                broken("a blank sub", Reason.MALFORMED_CLAIM, t -> t.subject("  ")),
                broken("sub as a number", Reason.MALFORMED_CLAIM, t -> t.claim("sub", 7)),
                broken("sub as true", Reason.MALFORMED_CLAIM, t -> t.claim("sub", true)),
                broken("a NUL in sub", Reason.MALFORMED_CLAIM, t -> t.subject("alice\u0000")),
                broken("a line break in sub", Reason.MALFORMED_CLAIM, t -> t.subject("alice\nbob")),
                broken("a bidi override in sub", Reason.MALFORMED_CLAIM, t -> t.subject("alice\u202ebob")),
                broken("a zero-width space in sub", Reason.MALFORMED_CLAIM, t -> t.subject("ali\u200dce")),
                broken("a line separator in sub", Reason.MALFORMED_CLAIM, t -> t.subject("alice\u2028bob")),
                broken("no jti", Reason.MISSING_CLAIM, t -> t.without("jti")),
                broken("jti as a number", Reason.MALFORMED_CLAIM, t -> t.claim("jti", 7)),
                broken("no client_id", Reason.MISSING_CLAIM, t -> t.without("client_id")),
                broken("no exp", Reason.MISSING_CLAIM, t -> t.without("exp")),
                broken("exp as text", Reason.MALFORMED_CLAIM, t -> t.claim("exp", "4102444800")),
                broken("exp with a fraction", Reason.MALFORMED_CLAIM, t -> t.claim("exp", 4102444800.5)),
                broken("a negative exp", Reason.MALFORMED_CLAIM, t -> t.claim("exp", -1)),
                broken("exp beyond all clocks", Reason.MALFORMED_CLAIM, t -> t.claim("exp", 1L << 41)),
                broken("exp at the end of long", Reason.MALFORMED_CLAIM, t -> t.claim("exp", Long.MAX_VALUE)),
                broken("no iat", Reason.MISSING_CLAIM, t -> t.without("iat")),
                broken("iat as true", Reason.MALFORMED_CLAIM, t -> t.claim("iat", true)),
                broken(
                        "iat after exp",
                        Reason.MALFORMED_CLAIM,
                        t -> t.issuedAt(NOW.plusSeconds(20)).expiresAt(NOW.plusSeconds(10))),
                broken("nbf as text", Reason.MALFORMED_CLAIM, t -> t.claim("nbf", "0")),
                broken("an ID token's nonce", Reason.WRONG_KIND, t -> t.claim("nonce", "n")),
                broken("an ID token's at_hash", Reason.WRONG_KIND, t -> t.claim("at_hash", "h")),
                broken("a logout token's events", Reason.WRONG_KIND, t -> t.claim("events", Map.of())),
                broken("an introspection response", Reason.WRONG_KIND, t -> t.claim("token_introspection", Map.of())),
                broken("cnf with a key", Reason.CONFIRMATION_REFUSED, t -> t.claim("cnf", Map.of("jkt", "x"))),
                broken("cnf with an unknown method", Reason.CONFIRMATION_REFUSED, t -> t.claim("cnf", Map.of("z", 1))),
                broken("an empty cnf", Reason.CONFIRMATION_REFUSED, t -> t.claim("cnf", Map.of())),
                broken("cnf as text", Reason.CONFIRMATION_REFUSED, t -> t.claim("cnf", "x")),
                broken("scope and scp disagree", Reason.MALFORMED_CLAIM, t -> t.claim("scp", List.of("admin"))),
                broken("claims as a list", Reason.CLAIMS_MALFORMED, t -> t.rawClaims("[]")),
                broken("claims as null", Reason.CLAIMS_MALFORMED, t -> t.rawClaims("null")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("brokenTokens")
    void refusesWithOneReason(String name, Reason reason, UnaryOperator<TestToken> breaking) {
        TestToken token = breaking.apply(issuer.token());

        assertThat(reason(name.equals("another issuer's key") ? token.signedBy(stranger) : token))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "iss", "sub", "aud", "jti", "client_id"})
    void refusesJsonNullForEveryRequiredClaim(String claim) {
        String json = "{\"iss\":\"" + issuer.issuerUri() + "\",\"sub\":\"alice\",\"aud\":\"orders\",\"exp\":1767269000,"
                + "\"iat\":1767268800,\"jti\":\"1\",\"client_id\":\"shop-web\"}";
        assertThat(verifier.verify(issuer.token().rawClaims(json).sign())).isInstanceOf(VerifiedToken.class);

        String withNull = json.replaceAll("\"" + claim + "\":[^,}]+", "\"" + claim + "\":null");

        assertThat(reason(issuer.token().rawClaims(withNull))).isIn(Reason.MALFORMED_CLAIM, Reason.MISSING_CLAIM);
    }

    @Test
    void refusesCnfThatIsNull() {
        assertThat(reason(issuer.token().claim("cnf", null))).isEqualTo(Reason.CONFIRMATION_REFUSED);
    }

    @Test
    void refusesSignedClaimsThatReadersWouldReadDifferently() {
        String json = "{\"iss\":\"" + issuer.issuerUri() + "\",\"sub\":\"alice\",\"sub\":\"admin\",\"aud\":\"orders\"}";

        assertThat(reason(issuer.token().rawClaims(json))).isEqualTo(Reason.CLAIMS_MALFORMED);
        assertThat(reason(issuer.token().rawClaims(json.replace("sub", "iss").replace("alice", "x"))))
                .isIn(Reason.CLAIMS_MALFORMED, Reason.WRONG_ISSUER);
    }

    @Test
    void judgesExpiryToTheSecondWithTheSkew() {
        TestToken token = issuer.token().issuedAt(NOW.minusSeconds(600));

        assertThat(verifier.verify(token.expiresAt(NOW.minusSeconds(29)).sign()))
                .isInstanceOf(VerifiedToken.class);
        assertThat(reason(token.expiresAt(NOW.minusSeconds(30)))).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void judgesTheFutureToTheSecondWithTheSkew() {
        TestToken token = issuer.token().expiresAt(NOW.plusSeconds(600));

        assertThat(verifier.verify(token.issuedAt(NOW.plusSeconds(30)).sign())).isInstanceOf(VerifiedToken.class);
        assertThat(reason(token.issuedAt(NOW.plusSeconds(31)))).isEqualTo(Reason.NOT_YET_VALID);
        assertThat(reason(token.claim("nbf", NOW.plusSeconds(31).getEpochSecond())))
                .isEqualTo(Reason.NOT_YET_VALID);
        assertThat(verifier.verify(
                        token.claim("nbf", NOW.plusSeconds(30).getEpochSecond()).sign()))
                .isInstanceOf(VerifiedToken.class);
    }

    @Test
    void refusesTokensThatLiveTooLong() {
        TestToken token = issuer.token();

        assertThat(verifier.verify(
                        token.expiresAt(NOW.plus(Duration.ofHours(24))).sign()))
                .isInstanceOf(VerifiedToken.class);
        assertThat(reason(token.expiresAt(NOW.plus(Duration.ofHours(24)).plusSeconds(1))))
                .isEqualTo(Reason.LIFETIME_TOO_LONG);
    }

    @Test
    void refusesATokenOfAnAllowedIssuerThatClaimsToComeFromAnother() throws InterruptedException {
        try (JwkSource strangersKeys = JwkSource.discovery(stranger.issuerUri())) {
            TrustedIssuer other =
                    TrustedIssuer.of(stranger.issuerUri(), strangersKeys, TokenProfile.RFC9068, Set.of("orders"), ALL);
            TokenVerifier both = TokenVerifier.trusting(List.of(trusted(ALL), other), clock);
            assertThat(strangersKeys.awaitKeys(Duration.ofSeconds(10))).isTrue();

            assertThat(both.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
            assertThat(both.verify(stranger.token().sign())).isInstanceOf(VerifiedToken.class);
            // Both issuers name their keys alike, and still each is judged by its own.
            assertThat(both.verify(
                            stranger.token().claim("iss", issuer.issuerUri()).sign()))
                    .isEqualTo(Refusal.of(Reason.BAD_SIGNATURE));
        }
    }

    @Test
    void neverThrows() {
        assertThat(verifier.verify("")).isEqualTo(Refusal.of(Reason.TOKEN_MALFORMED));
        assertThat(verifier.verify("AAAA.AAAA.AAAA")).isInstanceOf(Refusal.class);
    }

    @Test
    void needsAtLeastOneIssuerAndEachOnlyOnce() {
        assertThatThrownBy(() -> TokenVerifier.trusting(List.of(), clock)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> TokenVerifier.trusting(List.of(trusted(ALL), trusted(ALL)), clock))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("twice");
    }

    private static Arguments broken(String name, Reason reason, UnaryOperator<TestToken> breaking) {
        return arguments(name, reason, breaking);
    }

    private TrustedIssuer trusted(Set<SignatureAlgorithm> algorithms) {
        return TrustedIssuer.of(issuer.issuerUri(), keys, TokenProfile.RFC9068, Set.of("orders"), algorithms);
    }

    private VerifiedToken verified(TestToken token) {
        return (VerifiedToken) verifier.verify(token.sign());
    }

    private Reason reason(TestToken token) {
        return reason(token.sign());
    }

    private Reason reason(String token) {
        return ((Refusal) verifier.verify(token)).reason();
    }
}
