package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes where a test can read. */
public final class CapturingAppender extends OutputStreamAppender<ILoggingEvent> {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Override
    public void start() {
        setOutputStream(written);
        super.start();
    }

    String written() {
        streamWriteLock.lock();
        try {
            return written.toString(StandardCharsets.UTF_8);
        } finally {
            streamWriteLock.unlock();
        }
    }
}
