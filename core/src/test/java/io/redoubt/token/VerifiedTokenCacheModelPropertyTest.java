package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.state.Revocation;
import io.redoubt.state.Revocations;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * A verifier that remembers and one that does not, side by side through the same history: whatever tokens are presented,
 * keys rotated, tokens revoked, policies changed and clocks set in whatever order, they give the same answers.
 */
class VerifiedTokenCacheModelPropertyTest {

    private static final TestClock CLOCK = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private static final TestIssuer ISSUER = TestIssuer.start(CLOCK);
    private static final TestIssuer STRANGER = TestIssuer.start(CLOCK);

    /** What a token may be made into, good or bad. */
    private static final List<UnaryOperator<TestToken>> SHAPES = List.of(
            UnaryOperator.identity(),
            token -> token.subject("bob"),
            token -> token.claim("sid", "session-1"),
            token -> token.claim("sid", "session-2").subject("bob"),
            token -> token.claim("client_id", "shop-app"),
            token -> token.audience("orders", "billing"),
            token -> token.audience("billing"),
            token -> token.withoutHeader("kid"),
            token -> token.expiresAt(CLOCK.instant().plusSeconds(30)),
            token -> token.claim("nbf", CLOCK.instant().plusSeconds(60)),
            token -> token.signedBy(STRANGER),
            token -> token.header("kid", "unknown"),
            token -> token.claim("cnf", List.of()),
            TestToken::unsigned);

    @AfterContainer
    static void stop() {
        ISSUER.close();
        STRANGER.close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF) // each try takes real keys over a real socket
    void answersAsIfEachTokenWereNew(@ForAll("histories") ActionChain<World> history) {
        try (World world = history.run()) {
            world.presentAll();
        }
    }

    @Provide
    Arbitrary<ActionChain<World>> histories() {
        return ActionChain.startWith(World::new)
                .withAction(4, action("issue", SHAPES.size(), World::issue))
                .withAction(6, action("present", 20, World::present))
                .withAction(1, action("rotate keys", 2, World::rotate))
                .withAction(2, action("revoke", 5, World::revoke))
                .withAction(1, action("lift", 2, World::lift))
                .withAction(1, action("change the policy", 3, World::choosePolicy))
                .withAction(2, action("set the clock", 5, World::setClock))
                .withMaxTransformations(40);
    }

    private static Action.Independent<World> action(String name, int choices, Step step) {
        return () -> Arbitraries.integers()
                .between(0, choices - 1)
                .map(choice -> Transformer.mutate(name + " " + choice, world -> step.take(world, choice)));
    }

    /** Something that happens. */
    private interface Step {
        void take(World world, int choice);
    }

    /** A service that checks every token twice. */
    static final class World implements AutoCloseable {

        private final RemoteJwkSource keys = new RemoteJwkSource(
                new KeySetFetcher(ISSUER.issuerUri(), KeySetLocation.at(ISSUER.jwkSetUri())),
                new RefreshPolicy(Duration.ofHours(1), Duration.ofSeconds(1), Duration.ZERO, Duration.ofHours(2)));
        private final AtomicLong nanoTime = new AtomicLong();
        private final Revocations revocations = Revocations.inProcess(Duration.ofHours(25), CLOCK);
        private final List<String> tokens = new ArrayList<>();
        private final AtomicReference<TokenVerifier> plain = new AtomicReference<>();
        private final AtomicReference<TokenVerifier> remembering = new AtomicReference<>();

        World() {
            choosePolicy(0);
            awaitPublishedKeys();
            issue(0);
        }

        void issue(int shape) {
            tokens.add(SHAPES.get(shape).apply(ISSUER.token()).sign());
        }

        void present(int which) {
            String token = tokens.get(which % tokens.size());
            Verification fresh = plain.get().verify(token);
            Verification remembered = remembering.get().verify(token);
            assertThat(facts(remembered)).isEqualTo(facts(fresh));
        }

        void presentAll() {
            for (int i = 0; i < tokens.size(); i++) {
                present(i);
                present(i);
            }
        }

        void rotate(int way) {
            if (way == 0) {
                ISSUER.rotateKeys();
            } else {
                ISSUER.rotateKeysKeepingOld();
            }
            awaitPublishedKeys();
        }

        void revoke(int what) {
            String issuer = ISSUER.issuerUri();
            revocations.revoke(
                    switch (what) {
                        case 0 -> new Revocation.OfToken(issuer, lastTokenId());
                        case 1 -> new Revocation.OfSession(issuer, "session-1");
                        case 2 -> new Revocation.OfSubject(issuer, "bob", CLOCK.instant());
                        case 3 -> new Revocation.OfClient(issuer, "shop-app");
                        default -> new Revocation.OfKey(issuer, ISSUER.keyId("ES256"));
                    });
        }

        void lift(int what) {
            if (what == 0) {
                revocations.lift(new Revocation.OfClient(ISSUER.issuerUri(), "shop-app"));
            } else {
                revocations.lift(new Revocation.OfKey(ISSUER.issuerUri(), ISSUER.keyId("ES256")));
            }
        }

        void choosePolicy(int which) {
            TrustedIssuer trusted = TrustedIssuer.of(
                    ISSUER.issuerUri(),
                    keys,
                    TokenProfile.RFC9068,
                    Set.of(which == 1 ? "billing" : "orders"),
                    EnumSet.of(SignatureAlgorithm.ES256));
            TokenLimits limits = new TokenLimits(Duration.ofSeconds(which == 2 ? 0 : 30), Duration.ofHours(1));
            TokenVerifier verifier = TokenVerifier.trusting(List.of(trusted.within(limits)), CLOCK)
                    .heeding(revocations);
            plain.set(verifier);
            remembering.set(verifier.remembering(TokenCache.DEFAULT, new SecureRandom(), nanoTime::get));
        }

        /** Monotonic time goes on, whatever happens to the clock. */
        void setClock(int step) {
            Duration by = List.of(1L, 29L, 61L, -31L, -61L).stream()
                    .map(Duration::ofSeconds)
                    .toList()
                    .get(step);
            CLOCK.advance(by);
            nanoTime.addAndGet(by.abs().toNanos());
        }

        private String lastTokenId() {
            return tokens.stream()
                    .map(token -> plain.get().verify(token))
                    .filter(VerifiedToken.class::isInstance)
                    .map(VerifiedToken.class::cast)
                    .flatMap(token -> token.tokenId().stream())
                    .reduce("none", (one, other) -> other);
        }

        private void awaitPublishedKeys() {
            Set<String> published = thumbprints(FixedJwkSource.of(ISSUER.jwkSet()));
            for (int i = 0; !published.equals(thumbprints(keys)); i++) {
                assertThat(i).as("fetches").isLessThan(10_000);
                keys.unknownKeyAsked(); // at most one fetch at a time
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }

        private static Set<String> thumbprints(JwkSource source) {
            try {
                return Set.copyOf(source.snapshot().keys().stream()
                        .map(VerificationKey::thumbprint)
                        .toList());
            } catch (RefusedException e) {
                return Set.of();
            }
        }

        private static Object facts(Verification verification) {
            return verification instanceof VerifiedToken token ? token.claims() : verification;
        }

        @Override
        public void close() {
            keys.close();
        }
    }
}
