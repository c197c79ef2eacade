package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.state.Revocation;
import io.redoubt.state.RevocationLog;
import io.redoubt.state.RevocationReplica;
import io.redoubt.state.Staleness;
import io.redoubt.state.StateNames;
import io.redoubt.state.WhenDown;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet that was not heard for half a minute may have revoked anything. */
class StaleRevocationsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final RevocationLog EMPTY = (after, additions) ->
            Optional.of(new RevocationLog.Page(RevocationLog.Continuity.CONTINUED, List.of(), after));

    private final AtomicLong nanoTime = new AtomicLong();
    private final TestClock clock = TestClock.at(NOW);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final RevocationReplica closed = replica(WhenDown.CLOSED);

    @BeforeEach
    void hearTheFleet() {
        assertThat(closed.synchronise()).isTrue();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesEveryTokenUntilTheFleetIsHeardAgain(boolean remembering) {
        TokenVerifier verifier = verifier(closed, remembering);
        String token = issuer.token().sign();
        Verification first = verifier.verify(token);
        assertThat(first).isInstanceOf(VerifiedToken.class);

        nanoTime.addAndGet(Duration.ofSeconds(30).toNanos() + 1);
        assertThat(verifier.verify(token)).isEqualTo(Refusal.of(Reason.STATE_UNAVAILABLE));
        assertThat(verifier.verify(issuer.token().sign()))
                .as("a token that was not seen before")
                .isEqualTo(Refusal.of(Reason.STATE_UNAVAILABLE));

        closed.synchronise();
        assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class);
        if (remembering) {
            assertThat(verifier.verify(token)).as("it was kept meanwhile").isSameAs(first);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnWhereThatWasChosen(boolean remembering) {
        TokenVerifier verifier = verifier(replica(WhenDown.LOCAL), remembering);
        String token = issuer.token().sign();

        assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class);
        assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class);
    }

    /** What is known for certain is said: this token will not be good in a moment, either. */
    @Test
    void saysWhatIsKnownAgainstATokenAllTheSame() {
        TokenVerifier verifier = verifier(closed, true);
        String revoked = issuer.token().sign();
        verifier.verify(revoked);
        closed.revocations().revoke(new Revocation.OfSubject(issuer.issuerUri(), "alice", NOW));
        nanoTime.addAndGet(Duration.ofSeconds(31).toNanos());

        assertThat(reason(verifier.verify(revoked))).isEqualTo(Reason.REVOKED);
        assertThat(reason(verifier.verify(issuer.token().audience("billing").sign())))
                .isEqualTo(Reason.WRONG_AUDIENCE);
    }

    private static Reason reason(Verification verification) {
        return ((Refusal) verification).reason();
    }

    private RevocationReplica replica(WhenDown whenDown) {
        return RevocationReplica.of(
                EMPTY,
                new StateNames(new TrustDomain("shop.example"), new ServiceName("orders")),
                Duration.ofHours(25),
                new Staleness(Duration.ofSeconds(30), whenDown),
                clock,
                nanoTime::get);
    }

    private TokenVerifier verifier(RevocationReplica replica, boolean remembering) {
        TrustedIssuer trusted = TrustedIssuer.of(
                issuer.issuerUri(),
                JwkSource.fixed(issuer.jwkSet()),
                TokenProfile.RFC9068,
                Set.of("orders"),
                EnumSet.of(SignatureAlgorithm.ES256));
        TokenVerifier verifier = TokenVerifier.trusting(List.of(trusted), clock).heeding(replica.revocations());
        return remembering ? verifier.remembering(TokenCache.DEFAULT, new SecureRandom()) : verifier;
    }
}
