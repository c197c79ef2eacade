package io.redoubt.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.state.Revocation.OfClient;
import io.redoubt.state.Revocation.OfKey;
import io.redoubt.state.Revocation.OfSession;
import io.redoubt.state.Revocation.OfSubject;
import io.redoubt.state.Revocation.OfToken;
import io.redoubt.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two instances and their log, on virtual time. What of it a real store does is tested beside that store. */
class RevocationReplicaTest {

    private static final String ISSUER = "https://idp.example";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LIFE = Duration.ofHours(25);
    private static final OfClient CLIENT = new OfClient(ISSUER, "shop-web");
    private static final OfToken TOKEN = new OfToken(ISSUER, "jti-1");

    private final AtomicLong nanoTime = new AtomicLong();
    private final TestClock clock = TestClock.at(NOON);
    private final MemoryLog log = new MemoryLog();
    private final RevocationReplica one = replica(WhenDown.CLOSED);
    private final RevocationReplica other = replica(WhenDown.CLOSED);

    static Stream<Revocation> hits() {
        return Stream.of(
                TOKEN,
                new OfSession(ISSUER, "sid-1"),
                new OfSubject(ISSUER, "alice", NOON),
                CLIENT,
                new OfKey(ISSUER, "es256-1"));
    }

    @ParameterizedTest
    @MethodSource("hits")
    void tellsTheOthers(Revocation revocation) {
        synchronise(one, other);
        one.revocations().revoke(revocation);
        long before = other.revocations().sequence();

        synchronise(one, other);

        assertThat(refuses(other)).isTrue();
        assertThat(other.revocations().sequence())
                .as("what was verified before is asked again")
                .isGreaterThan(before);
    }

    @ParameterizedTest
    @MethodSource("hits")
    void tellsWhoComesLater(Revocation revocation) {
        one.revocations().revoke(revocation);
        synchronise(one);

        RevocationReplica third = replica(WhenDown.CLOSED);
        synchronise(third);

        assertThat(refuses(third)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("hits")
    void heedsAtOnceAndPublishesLaterWhatIsRevokedWhileTheLogIsDown(Revocation revocation) {
        synchronise(one, other);
        log.down();
        one.revocations().revoke(revocation);
        assertThat(one.synchronise()).isFalse();
        assertThat(refuses(one)).isTrue();
        assertThat(refuses(other)).isFalse();

        log.up();
        synchronise(one, other);

        assertThat(refuses(other)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("hits")
    void givesAnEmptiedLogItsLinesBack(Revocation revocation) {
        one.revocations().revoke(revocation);
        synchronise(one, other);

        log.empty();
        synchronise(one, other);

        assertThat(log.lines()).as("once").hasSize(1);
        RevocationReplica third = replica(WhenDown.CLOSED);
        synchronise(third);
        assertThat(refuses(third)).isTrue();
        assertThat(refuses(one) && refuses(other)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("hits")
    void givesALogThatLostItsLastLineThatLineBack(Revocation revocation) {
        one.revocations().revoke(new OfToken(ISSUER, "earlier"));
        synchronise(one, other);
        one.revocations().revoke(revocation);
        synchronise(one);
        log.loseTheLast(1);

        synchronise(one, other);

        assertThat(refuses(other)).isTrue();
        assertThat(log.lines()).hasSize(2);
    }

    /** The number of lines alone would not tell: it is as high as before when the loss is seen. */
    @Test
    void seesALossBehindNewerLines() {
        one.revocations().revoke(new OfToken(ISSUER, "earlier"));
        synchronise(one, other);
        one.revocations().revoke(TOKEN);
        synchronise(one);
        log.loseTheLast(1);
        for (int i = 0; i < 5; i++) {
            other.revocations().revoke(new OfToken(ISSUER, "later-" + i));
        }
        synchronise(other);

        synchronise(one, other);

        assertThat(refuses(other)).isTrue();
    }

    @Test
    void readsManyPages() {
        for (int i = 0; i < 2_000; i++) {
            one.revocations().revoke(new OfToken(ISSUER, "other-" + i));
        }
        one.revocations().revoke(TOKEN);

        synchronise(one, other);

        assertThat(refuses(other)).isTrue();
        assertThat(other.revocations().size()).isEqualTo(2_001);
        assertThat(log.lines()).hasSize(2_001);
    }

    @Test
    void liftsEverywhere() {
        one.revocations().revoke(CLIENT);
        synchronise(one, other);

        assertThat(other.revocations().lift(CLIENT)).isTrue();
        synchronise(other, one);

        assertThat(refuses(one)).isFalse();
        assertThat(refuses(other)).isFalse();
        RevocationReplica third = replica(WhenDown.CLOSED);
        synchronise(third);
        assertThat(refuses(third)).isFalse();
    }

    @Test
    void heedsTheLastWordAboutAClientWhereverItWasSaid() {
        one.revocations().revoke(CLIENT);
        synchronise(one, other);
        log.down();
        other.revocations().lift(CLIENT);
        other.revocations().revoke(CLIENT);
        log.up();
        one.revocations().lift(CLIENT);
        synchronise(one, other, one);

        assertThat(refuses(one)).isTrue();
        assertThat(refuses(other)).isTrue();
    }

    /** A lift that was read late undid a revocation that was made here meanwhile, until that came back from the log. */
    @Test
    void neverForgetsForAMomentWhatWasRevokedHere() {
        one.revocations().revoke(CLIENT);
        synchronise(one, other);
        one.revocations().lift(CLIENT);
        synchronise(one);
        for (int i = 0; i < 2; i++) {
            one.revocations().revoke(new OfToken(ISSUER, "other-" + i));
        }
        synchronise(one);
        other.revocations().lift(CLIENT);
        other.revocations().revoke(CLIENT);

        other.revocations()
                .hear(new RevocationEntry(
                        RevocationEntry.Kind.LIFTED, log.lines().get(1).names(), NOON, Optional.empty()));

        assertThat(refuses(other)).isTrue();
    }

    @Test
    void doesNotReviveWhatWasLiftedWhenTheLogLosesALine() {
        one.revocations().revoke(CLIENT);
        one.revocations().revoke(TOKEN);
        synchronise(one, other);
        other.revocations().lift(CLIENT);
        synchronise(other);
        log.append(new RevocationEntry(
                RevocationEntry.Kind.PASSING, List.of(StateName.plain("lost")), NOON, Optional.empty()));
        synchronise(one);
        log.loseTheLast(1);

        synchronise(one, other);

        assertThat(log.lines())
                .extracting(RevocationEntry::kind)
                .containsOnlyOnce(RevocationEntry.Kind.STANDING, RevocationEntry.Kind.LIFTED);
        assertThat(one.revocations().lift(CLIENT)).isFalse();
    }

    @Test
    void keepsTheLaterMomentOfTwoInstances() {
        one.revocations().revoke(new OfSubject(ISSUER, "alice", NOON));
        other.revocations().revoke(new OfSubject(ISSUER, "alice", NOON.minusSeconds(60)));

        synchronise(one, other, one);

        assertThat(refuses(one)).isTrue();
        assertThat(refuses(other)).isTrue();
    }

    @Test
    void forgetsWhatNoTokenCanOutliveAlsoWhenItComesFromALog() {
        one.revocations().revoke(TOKEN);
        synchronise(one);
        advance(Duration.ofHours(24));
        synchronise(other);
        assertThat(refuses(other)).isTrue();

        advance(Duration.ofHours(1));
        assertThat(refuses(other)).isFalse();

        RevocationReplica third = replica(WhenDown.CLOSED);
        synchronise(third);
        assertThat(third.revocations().size()).isZero();
    }

    @Test
    void isCurrentFromTheFirstTimeThatItReadTheLogToItsEnd() {
        one.revocations().revoke(TOKEN);
        synchronise(one);
        log.down();
        assertThat(other.revocations().areCurrent()).isFalse();
        assertThat(other.synchronise()).isFalse();
        assertThat(other.revocations().areCurrent()).isFalse();

        log.up();
        synchronise(other);

        assertThat(other.revocations().areCurrent()).isTrue();
    }

    @Test
    void isCurrentForAsLongAsItWasTold() {
        synchronise(one);
        log.down();

        advance(Duration.ofSeconds(30));
        assertThat(one.synchronise()).isFalse();
        assertThat(one.revocations().areCurrent()).isTrue();

        advance(Duration.ofNanos(1));
        assertThat(one.revocations().areCurrent()).isFalse();
        assertThat(one.isInTouch()).isFalse();

        log.up();
        synchronise(one);
        assertThat(one.revocations().areCurrent()).isTrue();
        assertThat(one.isInTouch()).isTrue();
    }

    @Test
    void goesOnWithWhatItKnowsWhereThatWasChosen() {
        RevocationReplica local = replica(WhenDown.LOCAL);
        assertThat(local.revocations().areCurrent()).isTrue();
        assertThat(local.isInTouch()).isFalse();

        synchronise(local);
        log.down();
        advance(Duration.ofHours(1));

        assertThat(local.revocations().areCurrent()).isTrue();
        assertThat(local.isInTouch()).isFalse();
    }

    @Test
    void takesALogThatThrowsForOneThatIsDown() {
        RevocationReplica replica = RevocationReplica.of(
                (after, additions) -> {
                    throw new IllegalStateException("on purpose");
                },
                names(),
                LIFE,
                new Staleness(Duration.ofSeconds(30), WhenDown.CLOSED),
                clock,
                nanoTime::get);

        assertThat(replica.synchronise()).isFalse();
        assertThat(replica.revocations().areCurrent()).isFalse();
    }

    @Test
    void writesNobodysNameIntoTheLog() {
        hits().forEach(one.revocations()::revoke);
        synchronise(one);

        assertThat(log.lines()).hasSize(5).allSatisfy(line -> {
            assertThat(line.names())
                    .hasSize(1)
                    .allSatisfy(name -> assertThat(name.digest()).matches("[A-Za-z0-9_-]{43}"));
            assertThat(line).asString().matches("RevocationEntry of [A-Z]+");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1.999S", "PT10M0.001S", "PT0S", "PT-30S"})
    void refusesAStalenessThatCannotBeKeptOrMeansNothing(Duration max) {
        assertThatThrownBy(() -> new Staleness(max, WhenDown.CLOSED))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("max-staleness");
    }

    private static void synchronise(RevocationReplica... replicas) {
        Stream.of(replicas).forEach(replica -> assertThat(replica.synchronise()).isTrue());
    }

    private static boolean refuses(RevocationReplica replica) {
        TokenIdentity token = new TokenIdentity(
                ISSUER,
                Optional.of("jti-1"),
                Optional.of("sid-1"),
                "alice",
                Optional.of("shop-web"),
                Set.of("es256-1"),
                NOON);
        return replica.revocations().against(token).isPresent();
    }

    private RevocationReplica replica(WhenDown whenDown) {
        Staleness staleness = new Staleness(Duration.ofSeconds(30), whenDown);
        return RevocationReplica.of(log, names(), LIFE, staleness, clock, nanoTime::get);
    }

    private static StateNames names() {
        return new StateNames(new TrustDomain("shop.example"), new ServiceName("orders"));
    }

    private void advance(Duration by) {
        clock.advance(by);
        nanoTime.addAndGet(by.toNanos());
    }
}
