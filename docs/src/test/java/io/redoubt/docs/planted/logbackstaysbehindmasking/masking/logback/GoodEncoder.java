package io.redoubt.docs.planted.logbackstaysbehindmasking.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;

final class GoodEncoder {
    static final Class<?> USED = ILoggingEvent.class;

    private GoodEncoder() {}
}
