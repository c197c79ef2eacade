package io.redoubt.docs.planted.logbackstaysbehindmasking.masking;

import ch.qos.logback.classic.spi.ILoggingEvent;

final class BadMasker {
    static final Class<?> USED = ILoggingEvent.class;

    private BadMasker() {}
}
