package io.redoubt.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until it is told to move. Handed to a {@link TestIssuer} and to what is tested, it lets a
 * token expire without waiting. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TestClock extends Clock {

    private final AtomicReference<Instant> now;

    private TestClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /**
     * {@return a clock that shows this time}
     *
     * @param now the time
     */
    public static TestClock at(Instant now) {
        return new TestClock(now);
    }

    /**
     * Moves the clock.
     *
     * @param by how far; a negative duration moves it back
     */
    public void advance(Duration by) {
        now.updateAndGet(time -> time.plus(by));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /**
     * Refuses: a token's times have no zone.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a test clock shows UTC only");
    }
}
