package io.redoubt.docs.planted.clocksarepassedin.token;

import java.time.Instant;

final class BadInstant {
    Instant time() {
        return Instant.now();
    }
}
