package io.redoubt.docs.planted.logbackstaysbehindmasking.spring;

import ch.qos.logback.classic.spi.ILoggingEvent;

final class BadInstaller {
    static final Class<?> USED = ILoggingEvent.class;

    private BadInstaller() {}
}
