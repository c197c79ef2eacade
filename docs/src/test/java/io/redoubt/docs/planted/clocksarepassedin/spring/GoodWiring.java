package io.redoubt.docs.planted.clocksarepassedin.spring;

import java.time.Clock;

final class GoodWiring {
    Clock clock() {
        return Clock.systemUTC();
    }
}
