package io.redoubt.docs.planted.clocksarepassedin;

import java.time.Clock;
import java.util.function.Supplier;

final class BadReference {
    Supplier<Clock> clock() {
        return Clock::systemUTC;
    }
}
