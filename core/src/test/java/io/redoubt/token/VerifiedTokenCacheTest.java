package io.redoubt.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.state.Revocation;
import io.redoubt.state.Revocations;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A remembered token is answered as a new one would be: what changes the answer is asked again each time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifiedTokenCacheTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final TokenCache SMALL = new TokenCache(100, Duration.ofMinutes(5)); // a quota of 64

    private final TestClock clock = TestClock.at(NOW);
    private final AtomicLong nanoTime = new AtomicLong();
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final JwkSource keys = JwkSource.fixed(issuer.jwkSet());
    private final Revocations revocations = Revocations.inProcess(Duration.ofHours(25), clock);
    private final TokenVerifier verifier = verifier(SMALL);

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void answersATokenThatComesBackWithoutLookingAtItAgain() {
        String token = issuer.token().sign();
        AtomicInteger admitted = new AtomicInteger();
        Admission counting = check -> {
            admitted.incrementAndGet();
            return check.get();
        };

        Verification first = verifier.verify(token, counting);
        Verification again = verifier.verify(copy(token), counting);

        assertThat(first).isInstanceOf(VerifiedToken.class);
        assertThat(again).isSameAs(first);
        assertThat(admitted).hasValue(1);
    }

    /** While one request waited for its turn, another one has brought the same token. */
    @Test
    void doesTheWorkOnceForACrowdWithOneToken() {
        String token = issuer.token().sign();

        Verification late = verifier.verify(token, check -> {
            Verification early = verifier.verify(token);
            assertThat(check.get()).isSameAs(early);
            return early;
        });

        assertThat(late).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void remembersNoRefusal() {
        String bad = issuer.token().audience("billing").sign();
        AtomicInteger admitted = new AtomicInteger();
        Admission counting = check -> {
            admitted.incrementAndGet();
            return check.get();
        };

        verifier.verify(bad, counting);
        verifier.verify(bad, counting);

        assertThat(admitted).hasValue(2);
    }

    /** Also with characters that become the token's own where somebody reads Latin-1 or drops the high byte. */
    @Test
    @Tag("attack-200")
    void knowsOneSpellingOnly() {
        String token = issuer.token().sign();
        VerifiedTokenCache cache = cache(SMALL);
        assertRemembered(verifier, token);
        TokenDigest digest = cache.digest(token);

        for (int i = 0; i < token.length(); i++) {
            for (char other :
                    new char[] {'?', '~', '=', (char) (token.charAt(i) + 0x100), (char) (token.charAt(i) ^ 0x80)}) {
                String changed = token.substring(0, i) + other + token.substring(i + 1);
                assertThat(cache.digest(changed)).isNotEqualTo(digest);
                assertThat(verifier.verify(changed)).isInstanceOf(Refusal.class);
            }
        }
    }

    @Test
    @Tag("attack-205")
    void refusesAnotherSignatureUnderWhatItRemembers() {
        String token = issuer.token().sign();
        assertRemembered(verifier, token);
        String input = token.substring(0, token.lastIndexOf('.') + 1);

        assertThat(reason(input + "A".repeat(86))).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(reason(input)).isEqualTo(Reason.TOKEN_UNSIGNED);
    }

    @Test
    @Tag("attack-204")
    void refusesATokenThatExpiresWhileItIsRemembered() {
        TestClock own = TestClock.at(NOW);
        TokenVerifier short30 = TokenVerifier.trusting(List.of(trusted("orders")), own)
                .remembering(SMALL, new SecureRandom(), nanoTime::get);
        String token = issuer.token().expiresAt(NOW.plusSeconds(60)).sign();
        assertRemembered(short30, token);

        own.advance(Duration.ofSeconds(90).minusMillis(1)); // a clock skew of 30 s
        assertRemembered(short30, token);
        own.advance(Duration.ofMillis(1));

        assertThat(short30.verify(token)).isEqualTo(Refusal.of(Reason.EXPIRED));
    }

    @Test
    void refusesATokenThatIsNotValidYetBecauseTheClockWasSetBack() {
        TestClock own = TestClock.at(NOW);
        TokenVerifier backwards = TokenVerifier.trusting(List.of(trusted("orders")), own)
                .remembering(SMALL, new SecureRandom(), nanoTime::get);
        String token = issuer.token().sign();
        assertRemembered(backwards, token);

        own.advance(Duration.ofSeconds(-31));

        assertThat(backwards.verify(token)).isEqualTo(Refusal.of(Reason.NOT_YET_VALID));
    }

    @Test
    void looksAtATokenAgainAfterItsGreatestAge() {
        String token = issuer.token().sign();
        Verification first = verifier.verify(token);

        nanoTime.addAndGet(Duration.ofMinutes(5).toNanos());

        assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class).isNotSameAs(first);
    }

    Stream<Revocation> revocationsOfTheToken() {
        return Stream.of(
                new Revocation.OfToken(issuer.issuerUri(), "jti-revoked"),
                new Revocation.OfSession(issuer.issuerUri(), "sid-revoked"),
                new Revocation.OfSubject(issuer.issuerUri(), "sub-revoked", NOW),
                new Revocation.OfClient(issuer.issuerUri(), "client-revoked"),
                new Revocation.OfKey(issuer.issuerUri(), issuer.keyId("ES256")));
    }

    @ParameterizedTest
    @MethodSource("revocationsOfTheToken")
    @Tag("attack-98")
    @Tag("attack-202")
    void refusesARememberedTokenFromTheVeryNextRequestAfterItsRevocation(Revocation revocation) {
        Revocations own = Revocations.inProcess(Duration.ofHours(25), clock);
        TokenVerifier heeding = verifier.heeding(own);
        TestToken token = issuer.token()
                .claim("jti", "jti-revoked")
                .claim("sid", "sid-revoked")
                .subject("sub-revoked")
                .claim("client_id", "client-revoked");
        String text = token.sign();
        assertRemembered(heeding, text);

        own.revoke(revocation);

        Refusal refusal = (Refusal) heeding.verify(text);
        assertThat(refusal.reason()).isEqualTo(Reason.REVOKED);
        assertThat(refusal.detail()).matches("the token was revoked, by Of[A-Z][a-z]+");
        assertThat(heeding.verify(token.sign())).isEqualTo(refusal); // first sight of another text of the same token
    }

    @Test
    void goesOnRememberingWhatARevocationDoesNotMean() {
        String token = issuer.token().sign();
        Verification first = verifier.verify(token);

        revocations.revoke(new Revocation.OfToken(issuer.issuerUri(), "somebody else's"));

        assertThat(verifier.verify(token)).isSameAs(first);
        assertThat(verifier.verify(token)).isSameAs(first);
    }

    @Test
    void acceptsAgainWhenARevocationIsLifted() {
        Revocations own = Revocations.inProcess(Duration.ofHours(25), clock);
        TokenVerifier heeding = verifier.heeding(own);
        Revocation.OfClient client = new Revocation.OfClient(issuer.issuerUri(), "shop-web");
        String token = issuer.token().sign();
        assertRemembered(heeding, token);
        own.revoke(client);
        assertThat(heeding.verify(token)).isInstanceOf(Refusal.class);

        own.lift(client);

        assertThat(heeding.verify(token)).isInstanceOf(VerifiedToken.class);
    }

    /** Whatever thread verifies at the time: nobody who asks after the revocation has returned is let in. */
    @Test
    void refusesFromTheNextRequestOnWhileOthersAreVerified() throws Exception {
        String token = issuer.token().sign();
        AtomicInteger running = new AtomicInteger(2);
        Runnable verifying = () -> {
            while (verifier.verify(token) instanceof VerifiedToken) {
                Thread.onSpinWait();
            }
            running.decrementAndGet();
        };
        List<Thread> threads = List.of(new Thread(verifying), new Thread(verifying));
        threads.forEach(Thread::start);
        VerifiedToken verified = (VerifiedToken) verifier.verify(token);

        revocations.revoke(
                new Revocation.OfToken(issuer.issuerUri(), verified.tokenId().orElseThrow()));

        assertThat(reason(token)).isEqualTo(Reason.REVOKED);
        for (Thread thread : threads) {
            thread.join(20_000);
        }
        assertThat(running).hasValue(0);
    }

    @Test
    @Tag("attack-203")
    void forgetsWhatAnotherPolicyAccepted() {
        String token = issuer.token().sign();
        SecureRandom same = new SecureRandomOfZeros();
        TokenDigest underOne = new VerifiedTokenCache(SMALL, same, nanoTime::get, policy("orders")).digest(token);
        TokenDigest underAnother = new VerifiedTokenCache(SMALL, same, nanoTime::get, policy("billing")).digest(token);

        assertThat(underOne).isNotEqualTo(underAnother);
        assertThat(new VerifiedTokenCache(SMALL, same, nanoTime::get, policy("orders")).digest(token))
                .isEqualTo(underOne);
    }

    @Test
    void digestsDifferentlyInEachProcess() {
        String token = issuer.token().sign();

        assertThat(cache(SMALL).digest(token)).isNotEqualTo(cache(SMALL).digest(token));
    }

    /** A second key for the algorithm would make it ambiguous, and nothing would say so to what is remembered. */
    @Test
    void doesNotRememberATokenWithoutAKeyId() {
        String token = issuer.token().withoutHeader("kid").sign();

        Verification first = verifier.verify(token);

        assertThat(first).isInstanceOf(VerifiedToken.class);
        assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class).isNotSameAs(first);
    }

    @Test
    @Tag("attack-201")
    void letsNobodyPushOthersOut() {
        TokenVerifier crowded = verifier(SMALL);
        List<String> others = IntStream.range(0, 30)
                .mapToObj(i -> issuer.token().subject("user-" + i).sign())
                .toList();
        List<Verification> before = others.stream().map(crowded::verify).toList();

        for (int i = 0; i < 400; i++) {
            crowded.verify(issuer.token().subject("greedy").sign());
        }

        assertThat(others.stream().map(crowded::verify)).containsExactlyElementsOf(before);
    }

    @Test
    void neverHoldsMoreThanItsSize() {
        VerifiedTokenCache cache = cache(new TokenCache(10, Duration.ofMinutes(5)));
        TokenVerifier plain = TokenVerifier.trusting(List.of(trusted("orders")), clock);
        for (int i = 0; i < 100; i++) {
            String token = issuer.token().subject("user-" + i).sign();
            VerifiedToken verified = (VerifiedToken) plain.verify(token);
            cache.remember(cache.digest(token), remembered(verified));
        }

        assertThat(cache.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void showsNoDigestAsText() {
        assertThat(cache(SMALL).digest("a.b.c")).hasToString("TokenDigest");
    }

    @Test
    void refusesLimitsOutOfRange() {
        assertThatThrownBy(() -> new TokenCache(0, Duration.ZERO))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("size")
                .hasMessageContaining("max-age");
        assertThatThrownBy(() -> new TokenCache(10_000_001, Duration.ofSeconds(-1)))
                .isInstanceOf(ConfigurationException.class);
    }

    private TokenVerifier verifier(TokenCache limits) {
        return TokenVerifier.trusting(List.of(trusted("orders")), clock)
                .heeding(revocations)
                .remembering(limits, new SecureRandom(), nanoTime::get);
    }

    private VerifiedTokenCache cache(TokenCache limits) {
        return new VerifiedTokenCache(limits, new SecureRandom(), nanoTime::get, policy("orders"));
    }

    private String policy(String audience) {
        return trusted(audience).policy();
    }

    private TrustedIssuer trusted(String audience) {
        return TrustedIssuer.of(
                issuer.issuerUri(), keys, TokenProfile.RFC9068, Set.of(audience), EnumSet.of(SignatureAlgorithm.ES256));
    }

    private RememberedToken remembered(VerifiedToken token) {
        try {
            VerificationKey key = keys.snapshot().keys().get(0);
            return RememberedToken.unrevoked(
                    new JwtCheck.Passed(token, key, JoseHeader.read("{\"alg\":\"ES256\"}".getBytes(UTF_8))),
                    token,
                    revocations);
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    private Reason reason(String token) {
        return ((Refusal) verifier.verify(token)).reason();
    }

    private static void assertRemembered(TokenVerifier verifier, String token) {
        Verification first = verifier.verify(token);
        assertThat(first).isInstanceOf(VerifiedToken.class);
        assertThat(verifier.verify(copy(token))).isSameAs(first);
    }

    private static String copy(String token) {
        return String.valueOf(token.toCharArray());
    }

    /** Makes two caches differ by their policy alone. */
    private static final class SecureRandomOfZeros extends SecureRandom {

        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            // as they are
        }
    }
}
