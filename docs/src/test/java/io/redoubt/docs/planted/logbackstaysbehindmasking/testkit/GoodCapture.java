package io.redoubt.docs.planted.logbackstaysbehindmasking.testkit;

import ch.qos.logback.classic.spi.ILoggingEvent;

final class GoodCapture {
    static final Class<?> USED = ILoggingEvent.class;

    private GoodCapture() {}
}
