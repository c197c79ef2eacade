package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Where an appender keeps its encoder: those that write streams, and those of other libraries that have {@code getEncoder} and
 * {@code setEncoder} as well, such as the TCP appenders of logstash-logback-encoder.
 */
interface EncoderSlot {

    /** {@return the encoder; null if it has none} */
    @Nullable
    Encoder<ILoggingEvent> get();

    /** Changes it. */
    void set(Encoder<ILoggingEvent> encoder);

    /** {@return the slot of an appender; null if it writes without an encoder} */
    static @Nullable EncoderSlot of(Appender<ILoggingEvent> appender) {
        if (appender instanceof OutputStreamAppender<ILoggingEvent> writer) {
            return new OfStream(writer);
        }
        try {
            Method getter = appender.getClass().getMethod("getEncoder");
            Method setter = appender.getClass().getMethod("setEncoder", Encoder.class);
            return Encoder.class.isAssignableFrom(getter.getReturnType()) ? new ByName(appender, getter, setter) : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /**
     * That of Logback's own appenders.
     *
     * @param appender that writes a stream
     */
    record OfStream(OutputStreamAppender<ILoggingEvent> appender) implements EncoderSlot {

        @Override
        public @Nullable Encoder<ILoggingEvent> get() {
            return appender.getEncoder();
        }

        @Override
        public void set(Encoder<ILoggingEvent> encoder) {
            appender.setEncoder(encoder);
        }
    }

    /**
     * That of others.
     *
     * @param appender with an encoder
     * @param getter of it
     * @param setter of it
     */
    record ByName(Appender<ILoggingEvent> appender, Method getter, Method setter) implements EncoderSlot {

        @Override
        @SuppressWarnings("unchecked") // an appender of logging events has an encoder of them
        public @Nullable Encoder<ILoggingEvent> get() {
            try {
                return (Encoder<ILoggingEvent>) getter.invoke(appender);
            } catch (ReflectiveOperationException e) {
                return null; // it shows none, so that it is reported as not covered
            }
        }

        @Override
        public void set(Encoder<ILoggingEvent> encoder) {
            try {
                setter.invoke(appender, encoder);
            } catch (ReflectiveOperationException e) {
                return; // it keeps its own, so that it is reported as not covered
            }
        }
    }
}
