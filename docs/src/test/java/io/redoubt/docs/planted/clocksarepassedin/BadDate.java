package io.redoubt.docs.planted.clocksarepassedin;

import java.util.Date;

final class BadDate {
    @SuppressWarnings("JavaUtilDate")
    Date today() {
        return new Date();
    }
}
