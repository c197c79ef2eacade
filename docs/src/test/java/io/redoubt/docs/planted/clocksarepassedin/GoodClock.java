package io.redoubt.docs.planted.clocksarepassedin;

import java.time.Clock;
import java.time.Instant;

final class GoodClock {
    Instant time(Clock clock) {
        return Instant.now(clock);
    }
}
