package io.redoubt.docs.planted.clocksarepassedin;

import java.time.LocalDate;
import java.time.ZoneOffset;

final class BadZone {
    LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
