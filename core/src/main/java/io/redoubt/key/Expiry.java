package io.redoubt.key;

import io.redoubt.key.KeyRefusedException.Cause;
import java.time.Clock;
import java.time.Instant;

/** Until when new things are made with a keyset; every handle that makes them asks, however long it was kept. */
final class Expiry {

    private final Clock clock;
    private final long moment;

    private Expiry(Clock clock, long moment) {
        this.clock = clock;
        this.moment = moment;
    }

    static Expiry at(Instant moment, Clock clock) {
        return new Expiry(clock, moment.toEpochMilli());
    }

    boolean isOver() {
        return clock.millis() >= moment;
    }

    /** @param purpose for which something new is to be made */
    void requireNotOver(Purpose purpose) {
        if (isOver()) {
            throw new KeyRefusedException(Cause.EXPIRED, purpose);
        }
    }
}
