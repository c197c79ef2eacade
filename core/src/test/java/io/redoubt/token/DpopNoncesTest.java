package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class DpopNoncesTest {

    private static final Instant SLOT = Instant.parse("2026-11-22T09:00:00Z");

    private final TestClock clock = TestClock.at(SLOT.plusSeconds(10));
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
            DpopNonces known = DpopNonces.of(HexFormat.of().parseHex((String) vector.get("key")), TestClock.at(time));

            assertThat(known.current()).isEqualTo(vector.get("nonce"));
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
        DpopNonces sameKey = DpopNonces.of(new byte[32], clock);
        TestClock earlier = TestClock.at(SLOT);
        String ahead = DpopNonces.of(new byte[32], clock).current();

        assertThat(sameKey.knownSince(ahead)).isPresent();
        assertThat(DpopNonces.of(new byte[32], earlier).knownSince(ahead)).isEmpty();
        assertThat(nonces.knownSince(later)).isPresent();
    }
}
