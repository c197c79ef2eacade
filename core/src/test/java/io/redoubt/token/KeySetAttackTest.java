package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group J of the attack catalogue, as far as {@link RemoteJwkSourceTest} does not show it already. */
class KeySetAttackTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final TestClock clock = TestClock.at(Clock.systemUTC().instant());
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer other = TestIssuer.start(clock);

    @AfterEach
    void stop() {
        issuer.close();
        other.close();
    }

    @Test
    @Tag("attack-186")
    void goesOnWithKnownKeysWhileTheIssuerHangs() throws InterruptedException {
        try (RemoteJwkSource keys = source(SHORT, LONG)) {
            TokenVerifier verifier = startedVerifier(keys);

            issuer.jwks().hang();
            issuer.jwks().awaitRequests(issuer.jwks().requests() + 1, AT_MOST);

            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
            assertThat(verifier.verify(issuer.token().header("kid", "x").sign()))
                    .isEqualTo(Refusal.of(Reason.UNKNOWN_KEY));
        }
    }

    static List<String> brokenSets() {
        String key = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}";
        String many = IntStream.range(0, 1000).mapToObj(i -> key).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        String huge =
                IntStream.range(0, 100_000).mapToObj(i -> key).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        return List.of(
                "",
                "null",
                "{\"keys\":[" + key,
                "{\"keys\":[" + key + "]}",
                "{\"keys\":null}",
                many,
                huge,
                "{\"keys\":" + "[".repeat(1000));
    }

    @ParameterizedTest
    @MethodSource("brokenSets")
    @Tag("attack-187")
    @Tag("attack-188")
    void keepsTheLastGoodSetThrough(String set) throws InterruptedException {
        try (RemoteJwkSource keys = source(SHORT, LONG)) {
            TokenVerifier verifier = startedVerifier(keys);

            issuer.jwks().body(set);
            awaitTwoFetches();

            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
        }
    }

    @Test
    @Tag("attack-188")
    void keepsTheLastGoodSetThroughABomb() throws InterruptedException {
        try (RemoteJwkSource keys = source(SHORT, LONG)) {
            TokenVerifier verifier = startedVerifier(keys);

            issuer.jwks().bomb();
            awaitTwoFetches();

            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 404, 429, 503})
    @Tag("attack-187")
    void keepsTheLastGoodSetThroughEveryStatus(int status) throws InterruptedException {
        try (RemoteJwkSource keys = source(SHORT, LONG)) {
            TokenVerifier verifier = startedVerifier(keys);

            issuer.jwks().status(status);
            awaitTwoFetches();

            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/jwks",
                "http://169.254.169.254/latest/meta-data/",
                "file:///etc/passwd",
                "ftp://127.0.0.1/jwks",
                "//127.0.0.1/jwks",
                "/elsewhere"
            })
    @Tag("attack-191")
    void followsNoRedirect(String location) throws InterruptedException {
        try (RemoteJwkSource keys = source(SHORT, LONG)) {
            TokenVerifier verifier = startedVerifier(keys);

            issuer.jwks().redirectTo(URI.create(location));
            awaitTwoFetches();

            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
        }
    }

    /** Also from the start, when there is no set yet that could be kept. */
    @Test
    @Tag("attack-191")
    void followsNoRedirectToAStranger() throws InterruptedException {
        issuer.jwks().redirectTo(other.jwkSetUri());
        issuer.discovery().redirectTo(other.issuer().resolve("/.well-known/openid-configuration"));

        try (RemoteJwkSource keys = source(SHORT, LONG)) {
            TokenVerifier verifier = verifier(keys);
            issuer.discovery().awaitRequests(3, AT_MOST);

            assertThat(verifier.verify(
                            other.token().claim("iss", issuer.issuerUri()).sign()))
                    .isEqualTo(Refusal.of(Reason.KEYS_UNAVAILABLE));
            assertThat(other.discovery().requests() + other.jwks().requests()).isZero();
        }
    }

    /** A forger has used up the one fetch that an unknown key may cause for an hour; the timer finds the new key. */
    @Test
    @Tag("attack-196")
    void findsANewKeyAlthoughAForgerUsedUpTheBudget() throws InterruptedException {
        try (RemoteJwkSource keys = source(SHORT, LONG)) {
            TokenVerifier verifier = startedVerifier(keys);
            verifier.verify(issuer.token().header("kid", "forged").sign());
            verifier.verify(issuer.token().header("kid", "forged again").sign());

            issuer.rotateKeysKeepingOld();
            awaitTwoFetches();

            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3650, -1, 1, 3650})
    @Tag("attack-199")
    void keepsItsKeysWhenTheClockJumps(long days) throws InterruptedException {
        try (RemoteJwkSource keys = source(LONG, LONG)) {
            TokenVerifier verifier = startedVerifier(keys);
            String before = issuer.token().sign();

            clock.advance(Duration.ofDays(days));

            assertThat(keys.usableKeys()).isOne();
            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
            assertThat(verifier.verify(before)).isEqualTo(Refusal.of(days > 0 ? Reason.EXPIRED : Reason.NOT_YET_VALID));
            assertThat(issuer.jwks().requests()).isOne();
        }
    }

    /** Two more requests after this moment: the answer to the first of them has been judged by then. */
    private void awaitTwoFetches() {
        issuer.jwks().awaitRequests(issuer.jwks().requests() + 3, AT_MOST);
    }

    private RemoteJwkSource source(Duration interval, Duration unknownKeyPause) {
        return new RemoteJwkSource(
                new KeySetFetcher(issuer.issuerUri(), KeySetLocation.discoveredFrom(issuer.issuer())),
                new RefreshPolicy(interval, SHORT, unknownKeyPause, LONG));
    }

    private TokenVerifier startedVerifier(JwkSource keys) throws InterruptedException {
        TokenVerifier verifier = verifier(keys);
        assertThat(keys.awaitKeys(AT_MOST)).isTrue();
        return verifier;
    }

    private TokenVerifier verifier(JwkSource keys) {
        TrustedIssuer trusted = TrustedIssuer.of(
                issuer.issuerUri(), keys, TokenProfile.RFC9068, Set.of("orders"), Set.of(SignatureAlgorithm.ES256));
        return TokenVerifier.trusting(List.of(trusted), clock);
    }
}
