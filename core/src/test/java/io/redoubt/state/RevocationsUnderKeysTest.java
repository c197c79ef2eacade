package io.redoubt.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.MacKey;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.HmacSha256;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Instances of one service, one log, and keysets that are not the same at each moment. */
class RevocationsUnderKeysTest {

    private static final String ISSUER = "https://idp.example";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LIFE = Duration.ofHours(25);
    private static final Duration STALE = Duration.ofSeconds(30);
    private static final OfToken TOKEN = new OfToken(ISSUER, "jti-1");
    private static final OfClient CLIENT = new OfClient(ISSUER, "shop-web");
    private static final MacKey FIRST = new HmacSha256(new byte[] {1});
    private static final MacKey SECOND = new HmacSha256(new byte[] {2});
    private static final MacKey THIRD = new HmacSha256(new byte[] {3});
    private static final StateNames PLAIN = new StateNames(new TrustDomain("shop.example"), new ServiceName("orders"));

    private final AtomicLong nanoTime = new AtomicLong();
    private final TestClock clock = TestClock.at(NOON);
    private final MemoryLog log = new MemoryLog();
    private final AtomicReference<List<MacKey>> keysOfOne = new AtomicReference<>(List.of(FIRST, SECOND));
    private final RevocationReplica one = replica(PLAIN.under(keysOfOne::get));

    static Stream<Revocation> passing() {
        return Stream.of(TOKEN, new OfSession(ISSUER, "sid-1"), new OfSubject(ISSUER, "alice", NOON));
    }

    static Stream<Revocation> standing() {
        return Stream.of(CLIENT, new OfKey(ISSUER, "es256-1"));
    }

    @ParameterizedTest
    @MethodSource({"passing", "standing"})
    void areHeededByAnInstanceWithAnotherPrimaryKey(Revocation revocation) {
        RevocationReplica newer = with(SECOND, FIRST);
        one.revocations().revoke(revocation);
        synchronise(one, newer);
        assertThat(refuses(newer)).isTrue();

        RevocationReplica older = with(FIRST);
        assertThat(refuses(older)).isFalse();
        synchronise(older);
        assertThat(refuses(older)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("passing")
    void areHeededThatWereMadeUnderTheLastKeyAlone(Revocation revocation) {
        RevocationReplica old = with(FIRST);
        old.revocations().revoke(revocation);
        RevocationReplica newer = with(SECOND, FIRST);
        synchronise(old, newer);

        assertThat(refuses(newer)).isTrue();
    }

    /** Nobody can check a guess; what stands outlives every key, and clients and keys of issuers are no secrets. */
    @Test
    void canBeGuessedOnlyIfTheyStand() {
        Stream.concat(passing(), standing()).forEach(one.revocations()::revoke);
        synchronise(one);

        assertThat(log.lines()).hasSize(5).allSatisfy(line -> {
            boolean stands = line.kind() == RevocationEntry.Kind.STANDING;
            assertThat(line.names()).hasSize(stands ? 1 : 2).allMatch(name -> name.isPlain() == stands);
            assertThat(line.names().stream().map(StateName::digest))
                    .allMatch(digest -> plainDigests().anyMatch(digest::equals) == stands);
        });
    }

    @Test
    void liveOnWhenTheKeyIsRetiredUnderWhichTheyWereMade() {
        one.revocations().revoke(TOKEN);
        one.revocations().revoke(CLIENT);
        synchronise(one);

        RevocationReplica later = with(THIRD, SECOND);
        synchronise(later);
        assertThat(later.revocations().lift(CLIENT)).isTrue();
        assertThat(refuses(later)).as("the token").isTrue();
    }

    /** A key that was retired too early, or an instance whose keyset is too old. */
    @Test
    void leaveNobodyCurrentWhoHasNoneOfTheKeysUntilTheyHaveRunOut() {
        one.revocations().revoke(TOKEN);
        synchronise(one);

        RevocationReplica strange = with(THIRD);
        RevocationReplica unkeyed = replica(PLAIN);
        assertThat(strange.synchronise()).isFalse();
        assertThat(unkeyed.synchronise()).isFalse();
        assertThat(strange.revocations().areCurrent()).isFalse();
        assertThat(unkeyed.revocations().areCurrent()).isFalse();

        advance(LIFE);
        synchronise(strange, unkeyed);
        assertThat(strange.revocations().areCurrent()).isTrue();
    }

    @Test
    void leaveAnInstanceUncurrentThatLosesTheKeysAtRunTimeAndLetItRecoverWithThem() {
        one.revocations().revoke(TOKEN);
        synchronise(one);
        assertThat(refuses(one)).isTrue();

        keysOfOne.set(List.of(THIRD));
        assertThat(one.synchronise()).isFalse();
        advance(STALE.plusSeconds(1));
        assertThat(one.revocations().areCurrent()).isFalse();
        assertThat(refuses(one)).isFalse();
        long verifiedMeanwhile = one.revocations().sequence();

        keysOfOne.set(List.of(THIRD, FIRST));
        synchronise(one);
        assertThat(one.revocations().areCurrent()).isTrue();
        assertThat(refuses(one)).isTrue();
        assertThat(one.revocations().sequence())
                .as("what was verified meanwhile is asked again")
                .isGreaterThan(verifiedMeanwhile);
    }

    /** As a keyset is promoted while nothing is revoked: tokens that are remembered are not asked again for that. */
    @Test
    void doNotMatterWhenKeysChangeAndThereAreNone() {
        synchronise(one);
        keysOfOne.set(List.of(SECOND, FIRST));
        synchronise(one);

        assertThat(one.revocations().sequence()).isZero();
    }

    @Test
    void areNotPublishedAgainBecauseKeysChange() {
        one.revocations().revoke(TOKEN);
        synchronise(one);
        keysOfOne.set(List.of(SECOND, FIRST));
        synchronise(one);
        synchronise(with(SECOND, FIRST));

        assertThat(log.lines()).hasSize(1);
    }

    /** While a fleet gets its first keys, and while it goes back. */
    @ParameterizedTest
    @MethodSource({"passing", "standing"})
    void areReadByInstancesWithoutKeysAsLongAsThereAreAny(Revocation revocation) {
        log.readWithoutKeys();
        RevocationReplica unkeyed = replica(PLAIN);
        one.revocations().revoke(revocation);
        synchronise(one, unkeyed);
        assertThat(refuses(unkeyed)).isTrue();
    }

    @ParameterizedTest
    @MethodSource({"passing", "standing"})
    void areHeededThatAnInstanceWithoutKeysWrote(Revocation revocation) {
        RevocationReplica unkeyed = replica(PLAIN);
        unkeyed.revocations().revoke(revocation);
        synchronise(unkeyed, one);
        assertThat(refuses(one)).isTrue();
    }

    @Test
    void areGivenBackToAnEmptiedLogUnderTheNamesTheyHad() {
        one.revocations().revoke(TOKEN);
        synchronise(one);
        List<RevocationEntry> before = log.lines();
        log.empty();
        keysOfOne.set(List.of(SECOND, THIRD));
        synchronise(one);

        assertThat(log.lines()).isEqualTo(before);
        RevocationReplica older = with(FIRST);
        synchronise(older);
        assertThat(refuses(older)).isTrue();
    }

    private static Stream<String> plainDigests() {
        return Stream.concat(passing(), standing())
                .map(RevocationNames.Meaning::of)
                .map(it ->
                        PLAIN.plainRevocation(it.kind(), it.issuer(), it.name()).digest());
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

    private RevocationReplica with(MacKey... keys) {
        List<MacKey> live = List.of(keys);
        return replica(PLAIN.under(() -> live));
    }

    private RevocationReplica replica(StateNames names) {
        Staleness staleness = new Staleness(STALE, WhenDown.CLOSED);
        return RevocationReplica.of(log, names, LIFE, staleness, clock, nanoTime::get);
    }

    private void advance(Duration by) {
        clock.advance(by);
        nanoTime.addAndGet(by.toNanos());
    }
}
