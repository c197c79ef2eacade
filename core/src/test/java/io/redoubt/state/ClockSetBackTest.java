package io.redoubt.state;

import static io.redoubt.state.SingleUse.Scope.DPOP_PROOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long an item is kept was fixed when it came; how long it is good is asked of the wall clock each time. */
class ClockSetBackTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicLong nanoTime = new AtomicLong();
    private final TestClock clock = TestClock.at(NOON);

    /** What NTP does to a clock that was ahead; a proof lives 90 s, so none of these is "more than an item lives". */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30})
    void forgetsNothingWhenTheWallClockIsSetBackALittle(int seconds) {
        ReplayGuard guard = new InProcessReplayGuard(clock, nanoTime::get, ReplayBounds.DEFAULT);
        advance(Duration.ofMinutes(5));
        Instant issued = clock.instant();
        SingleUse proof = new SingleUse(DPOP_PROOF, "key", "1", issued.minusSeconds(30), issued.plusSeconds(60 + 30));
        assertThat(guard.firstUse(proof)).isEqualTo(Use.FIRST);

        clock.advance(Duration.ofSeconds(-seconds));
        advance(Duration.ofSeconds(90));

        assertThat(clock.instant()).as("the proof is still good").isBefore(proof.until());
        assertThat(guard.firstUse(proof)).as("but was used").isNotEqualTo(Use.FIRST);
    }

    private void advance(Duration by) {
        clock.advance(by);
        nanoTime.addAndGet(by.toNanos());
    }
}
