package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.MacKey;
import io.redoubt.MacKeys;
import io.redoubt.internal.HmacSha256;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import io.redoubt.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DpopNoncesTest {

    private static final Instant SLOT = Instant.parse("2026-11-22T09:00:00Z");

    private static final MacKey FIRST = new HmacSha256(new byte[] {1});
    private static final MacKey SECOND = new HmacSha256(new byte[] {2});

    private final TestClock clock = TestClock.at(SLOT.plusSeconds(10));
    private final MacKeys first = () -> List.of(FIRST);
    private final DpopNonces nonces = DpopNonces.ofThisProcess(new SecureRandom(), clock);

    /** FORMATS 8: two implementations make the same nonce of the same key. */
    @Test
    void makesThePublishedNonces() throws Exception {
        Map<String, Object> document = StrictJson.object(
                Files.readAllBytes(Path.of("../docs/vectors/dpop-nonce.json")), new JsonLimits(65_536, 8, 1024));
        List<?> vectors = (List<?>) document.get("vectors");

        assertThat(vectors).isNotEmpty();
        for (Object element : vectors) {
            Map<?, ?> vector = (Map<?, ?>) element;
            Instant time = Instant.ofEpochSecond((Long) vector.get("epochSecond"));
            MacKey key = new HmacSha256(HexFormat.of().parseHex((String) vector.get("key")));
            MacKey another = new HmacSha256(new byte[] {1});

            assertThat(DpopNonces.under(() -> List.of(key, another), TestClock.at(time))
                            .current())
                    .isEqualTo(vector.get("nonce"));
            assertThat(DpopNonces.under(() -> List.of(another, key), TestClock.at(time))
                            .knownSince((String) vector.get("nonce")))
                    .isPresent();
        }
    }

    @Test
    void makesAndTakesThePublishedNoncesOfSeveralKeys() throws Exception {
        Map<String, Object> document = StrictJson.object(
                Files.readAllBytes(Path.of("../docs/vectors/dpop-nonce.json")), new JsonLimits(65_536, 8, 1024));
        List<?> vectors = (List<?>) document.get("underSeveralKeys");

        assertThat(vectors).isNotEmpty();
        for (Object element : vectors) {
            Map<?, ?> vector = (Map<?, ?>) element;
            List<MacKey> keys = ((List<?>) vector.get("keys"))
                    .stream()
                            .<MacKey>map(key -> new HmacSha256(HexFormat.of().parseHex((String) key)))
                            .toList();
            Instant time = Instant.ofEpochSecond((Long) vector.get("epochSecond"));
            DpopNonces known = DpopNonces.under(() -> keys, TestClock.at(time));

            assertThat(known.current()).isEqualTo(vector.get("minted"));
            assertThat((List<?>) vector.get("accepted"))
                    .hasSize(4)
                    .allSatisfy(nonce ->
                            assertThat(known.knownSince((String) nonce)).isPresent());
            assertThat((List<?>) vector.get("refused"))
                    .hasSize(3)
                    .allSatisfy(nonce ->
                            assertThat(known.knownSince((String) nonce)).isEmpty());
        }
    }

    @Test
    void knowsItsOwnNonceForItsSlotAndTheNext() {
        String nonce = nonces.current();

        assertThat(nonces.knownSince(nonce)).contains(SLOT.plusSeconds(10));
        clock.advance(Duration.ofSeconds(60));
        assertThat(nonces.current()).isNotEqualTo(nonce);
        assertThat(nonces.knownSince(nonce)).contains(SLOT.plusSeconds(10));
        assertThat(nonces.knownSince(nonces.current())).contains(SLOT.plusSeconds(70));
        clock.advance(Duration.ofSeconds(60));
        assertThat(nonces.knownSince(nonce)).isEmpty();
    }

    /** Found in review: made before the memory of proofs, nonces were taken for older than it, and clients went in circles. */
    @Test
    void isKnownToNobodyBeforeItWasAskedFor() {
        clock.advance(Duration.ofSeconds(20));

        assertThat(nonces.knownSince(nonces.current())).contains(SLOT.plusSeconds(30));
    }

    @Test
    void knowsNobodyElsesNonce() {
        DpopNonces others = DpopNonces.ofThisProcess(new SecureRandom(), clock);

        assertThat(nonces.knownSince(others.current())).isEmpty();
        assertThat(nonces.knownSince("")).isEmpty();
        assertThat(nonces.knownSince(nonces.current() + "=")).isEmpty();
    }

    @Test
    void doesNotTakeANonceOfTheFuture() {
        clock.advance(Duration.ofSeconds(60));
        String later = nonces.current();
        TestClock earlier = TestClock.at(SLOT);
        String ahead = DpopNonces.under(first, clock).current();

        assertThat(DpopNonces.under(first, clock).knownSince(ahead)).isPresent();
        assertThat(DpopNonces.under(first, earlier).knownSince(ahead)).isEmpty();
        assertThat(nonces.knownSince(later)).isPresent();
    }

    /** Every step of a rotation: prepared, promoted, retired. */
    @Test
    void areKnownToEveryInstanceThatHasTheKeyWhateverItsRank() {
        DpopNonces older = DpopNonces.under(() -> List.of(FIRST, SECOND), clock);
        DpopNonces newer = DpopNonces.under(() -> List.of(SECOND, FIRST), clock);

        assertThat(older.current()).isNotEqualTo(newer.current());
        assertThat(newer.knownSince(older.current())).isPresent();
        assertThat(older.knownSince(newer.current())).isPresent();
        String last = newer.current();
        clock.advance(Duration.ofSeconds(60));
        assertThat(older.knownSince(last)).contains(SLOT);
        clock.advance(Duration.ofSeconds(60));
        assertThat(older.knownSince(last)).isEmpty();
    }

    @Test
    void areRefusedFromTheMomentAtWhichTheirKeyIsGone() {
        AtomicReference<List<MacKey>> live = new AtomicReference<>(List.of(FIRST));
        DpopNonces reloaded = DpopNonces.under(live::get, clock);
        String old = reloaded.current();

        live.set(List.of(SECOND));

        assertThat(reloaded.knownSince(old)).isEmpty();
        assertThat(reloaded.current())
                .isEqualTo(DpopNonces.under(() -> List.of(SECOND), clock).current());
        assertThat(reloaded.knownSince(reloaded.current())).isPresent();
    }

    /** Another instance may have handed it out since then, or this one before it was restarted. */
    @Test
    void mayBeOutSinceTheSlotBeganWhereOthersHaveTheKey() {
        DpopNonces shared = DpopNonces.under(first, clock);
        String nonce = shared.current();

        assertThat(shared.knownSince(nonce)).contains(SLOT);
        clock.advance(Duration.ofSeconds(60));
        assertThat(shared.knownSince(nonce)).contains(SLOT);
        assertThat(shared.knownSince(shared.current())).contains(SLOT.plusSeconds(60));
    }

    /** Two MACs a minute, however many requests there are. */
    @Test
    void asksAKeyTwiceASlot() {
        AtomicInteger asked = new AtomicInteger();
        MacKey counting = message -> {
            asked.incrementAndGet();
            return FIRST.mac(message);
        };
        DpopNonces shared = DpopNonces.under(() -> List.of(counting), clock);

        for (int i = 0; i < 100; i++) {
            shared.knownSince(shared.current());
        }

        assertThat(asked).hasValue(2);
    }
}
