package io.redoubt.masking.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.sift.SiftingAppenderBase;
import io.redoubt.masking.Masker;
import java.util.concurrent.atomic.AtomicBoolean;

/** Wraps the encoders of the appenders that the loggers of a context write to. Thread-safe. */
final class AppenderWrapping {

    private final LoggerContext context;
    private volatile Masker masker;
    private volatile int maxBytes = MaskingSettings.DEFAULT_BYTES;

    AppenderWrapping(LoggerContext context, Masker masker) {
        this.context = context;
        this.masker = masker;
    }

    synchronized void use(Masker next) {
        use(next, maxBytes);
    }

    synchronized void use(Masker next, int limit) {
        masker = next;
        maxBytes = limit;
        wrapAll();
    }

    synchronized void wrapAll() {
        Appenders.ofAll(context, (appender, behind) -> wrap(appender));
    }

    /** Wraps what a record of a logger is about to be written with. {@return whether there is anything} */
    synchronized boolean wrap(Logger logger) {
        AtomicBoolean met = new AtomicBoolean();
        Appenders.of(logger, (appender, behind) -> {
            met.set(true);
            wrap(appender);
        });
        return met.get();
    }

    /** Wraps what nobody writes with yet: without a lock, as it is called by a thread that holds that of the status messages. */
    @SuppressWarnings("unchecked") // in a context of Logback Classic there are appenders of no other events
    void wrapStarting(OutputStreamAppender<?> appender) {
        wrap((Appender<ILoggingEvent>) appender);
    }

    private synchronized void wrapMade(Appender<ILoggingEvent> made) {
        Appenders.of(made, (appender, behind) -> wrap(appender));
    }

    private void wrap(Appender<ILoggingEvent> appender) {
        EncoderSlot slot = EncoderSlot.of(appender);
        if (appender instanceof MaskingAppender masking) {
            masking.use(masker);
        } else if (appender instanceof SiftingAppenderBase<ILoggingEvent> sifting) {
            SiftingFilter.addTo(sifting, this::wrapMade);
        } else if (slot != null) {
            Encoder<ILoggingEvent> encoder = slot.get();
            if (encoder instanceof MaskingEncoder masking) {
                masking.use(masker, maxBytes);
            } else if (encoder != null) {
                slot.set(MaskingEncoder.around(encoder, context, masker, maxBytes));
            }
        }
    }

    synchronized void unwrapAll() {
        Appenders.ofAll(context, (appender, behind) -> unwrap(appender));
    }

    private static void unwrap(Appender<ILoggingEvent> appender) {
        EncoderSlot slot = EncoderSlot.of(appender);
        if (appender instanceof MaskingAppender masking) {
            masking.useOwn();
        } else if (appender instanceof SiftingAppenderBase<ILoggingEvent> sifting) {
            SiftingFilter.removeFrom(sifting);
        } else if (slot != null && slot.get() instanceof MaskingEncoder masking) {
            Encoder<ILoggingEvent> inner = masking.getEncoder();
            if (masking.isWrap() && inner != null) {
                slot.set(inner);
            } else {
                masking.useOwn();
            }
        }
    }
}
