package io.redoubt.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.state.Revocation.OfClient;
import io.redoubt.state.Revocation.OfKey;
import io.redoubt.state.Revocation.OfSession;
import io.redoubt.state.Revocation.OfSubject;
import io.redoubt.state.Revocation.OfToken;
import io.redoubt.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hits a token of alice, issued at noon, and what does not. */
class RevocationsTest {

    private static final String ISSUER = "https://idp.example";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final TokenIdentity TOKEN = new TokenIdentity(
            ISSUER,
            Optional.of("jti-1"),
            Optional.of("sid-1"),
            "alice",
            Optional.of("shop-web"),
            Set.of("es256-1", "thumbprint-1"),
            NOON);

    private final AtomicLong nanoTime = new AtomicLong();
    private final TestClock clock = TestClock.at(NOON);
    private final Revocations revocations = Revocations.inProcess(Duration.ofHours(25), clock, nanoTime::get);

    static Stream<Revocation> hits() {
        return Stream.of(
                new OfToken(ISSUER, "jti-1"),
                new OfSession(ISSUER, "sid-1"),
                new OfSubject(ISSUER, "alice", NOON.plusSeconds(1)),
                new OfSubject(ISSUER, "alice", NOON),
                new OfSubject(ISSUER, "alice", NOON.plusMillis(1)),
                new OfClient(ISSUER, "shop-web"),
                new OfKey(ISSUER, "es256-1"),
                new OfKey(ISSUER, "thumbprint-1"));
    }

    static Stream<Revocation> misses() {
        return Stream.of(
                new OfToken(ISSUER, "jti-2"),
                new OfToken("https://other.example", "jti-1"),
                new OfToken(ISSUER, "sid-1"),
                new OfSession(ISSUER, "jti-1"),
                new OfSession("https://other.example", "sid-1"),
                new OfSubject(ISSUER, "alice", NOON.minusMillis(1)),
                new OfSubject(ISSUER, "bob", NOON.plusSeconds(1)),
                new OfSubject("https://other.example", "alice", NOON.plusSeconds(1)),
                new OfClient(ISSUER, "alice"),
                new OfClient("https://other.example", "shop-web"),
                new OfKey(ISSUER, "es256-2"),
                new OfKey("https://other.example", "es256-1"));
    }

    @ParameterizedTest
    @MethodSource("hits")
    void hitsTheTokensThatAreMeant(Revocation revocation) {
        assertThat(revocations.against(TOKEN)).isEmpty();

        revocations.revoke(revocation);

        assertThat(revocations.against(TOKEN))
                .get()
                .extracting(Object::getClass)
                .isEqualTo(revocation.getClass());
    }

    @ParameterizedTest
    @MethodSource("misses")
    void hitsNoOtherToken(Revocation revocation) {
        revocations.revoke(revocation);

        assertThat(revocations.against(TOKEN)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hits")
    void growsItsNumberWithEachRevocation(Revocation revocation) {
        long before = revocations.sequence();

        revocations.revoke(revocation);

        assertThat(revocations.sequence()).isGreaterThan(before);
    }

    @Test
    void hitsTokensWithoutTheNamesByTheOthers() {
        TokenIdentity bare = new TokenIdentity(
                ISSUER, Optional.empty(), Optional.empty(), "alice", Optional.empty(), Set.of(), NOON);
        hits().filter(revocation -> !(revocation instanceof OfSubject)).forEach(revocations::revoke);

        assertThat(revocations.against(bare)).isEmpty();

        revocations.revoke(new OfSubject(ISSUER, "alice", NOON));
        assertThat(revocations.against(bare)).isPresent();
    }

    @Test
    void keepsTheLaterOfTwoMoments() {
        revocations.revoke(new OfSubject(ISSUER, "alice", NOON.plusSeconds(1)));
        revocations.revoke(new OfSubject(ISSUER, "alice", NOON.minusSeconds(1)));

        assertThat(revocations.against(TOKEN)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("hits")
    void forgetsWhatNoTokenCanOutlive(Revocation revocation) {
        boolean standing = revocation instanceof OfClient || revocation instanceof OfKey;
        revocations.revoke(revocation);

        nanoTime.addAndGet(Duration.ofHours(25).toNanos() - 1);
        assertThat(revocations.against(TOKEN)).isPresent();

        nanoTime.addAndGet(1 + Duration.ofSeconds(1).toNanos()); // one of the moments is a second ahead
        assertThat(revocations.against(TOKEN).isPresent()).isEqualTo(standing);
    }

    /** Found by review: such a revocation was forgotten after the longest life of a token, while it still meant new ones. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-08T12:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void remembersAMomentAheadUntilNoTokenCanOutliveIt(String moment) {
        revocations.revoke(new OfSubject(ISSUER, "alice", Instant.parse(moment)));

        nanoTime.addAndGet(Duration.ofDays(7).plusHours(25).toNanos() - 1);

        assertThat(revocations.against(TOKEN)).isPresent();
    }

    @Test
    void liftsWhatStandsUntilThen() {
        revocations.revoke(new OfClient(ISSUER, "shop-web"));
        revocations.revoke(new OfKey(ISSUER, "es256-1"));
        assertThat(revocations.size()).isEqualTo(2);

        assertThat(revocations.lift(new OfClient(ISSUER, "shop-web"))).isTrue();
        assertThat(revocations.against(TOKEN)).isPresent();
        assertThat(revocations.lift(new OfKey(ISSUER, "es256-1"))).isTrue();
        assertThat(revocations.against(TOKEN)).isEmpty();
        assertThat(revocations.lift(new OfKey(ISSUER, "es256-1"))).isFalse();
    }

    @Test
    void forgetsNoneForWantOfRoom() {
        revocations.revoke(new OfToken(ISSUER, "jti-1"));
        for (int i = 0; i < 100_000; i++) {
            revocations.revoke(new OfToken(ISSUER, "other-" + i));
        }

        assertThat(revocations.against(TOKEN)).isPresent();
        assertThat(revocations.size()).isEqualTo(100_001);
    }

    @ParameterizedTest
    @MethodSource("hits")
    void saysNobodysNameAsText(Revocation revocation) {
        assertThat(revocation + " " + TOKEN).matches("Of[A-Z][a-z]+ TokenIdentity");
    }

    @Test
    void refusesALifeOfNoLength() {
        assertThatThrownBy(() -> Revocations.inProcess(Duration.ZERO, clock))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("max-lifetime");
        assertThatThrownBy(() -> Revocations.inProcess(Duration.ofSeconds(-1), clock))
                .isInstanceOf(ConfigurationException.class);
    }
}
