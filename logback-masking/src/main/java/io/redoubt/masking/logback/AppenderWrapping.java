package io.redoubt.masking.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.AppenderAttachable;
import io.redoubt.masking.Masker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Wraps the encoders of the appenders that the loggers of a context write to. Thread-safe. */
final class AppenderWrapping {

    private static final String IN_APPENDER =
            "refer to it from an appender of class io.redoubt.masking.logback.MaskingAppender";

    private final LoggerContext context;
    private volatile Masker masker;

    AppenderWrapping(LoggerContext context, Masker masker) {
        this.context = context;
        this.masker = masker;
    }

    /** What is done with each appender that has not been met before. */
    private interface Visitor {
        void visit(Appender<ILoggingEvent> appender, boolean isBehindMasking);
    }

    synchronized void use(Masker next) {
        masker = next;
        wrapAll();
    }

    synchronized void wrapAll() {
        forEach((appender, behind) -> wrap(appender));
    }

    private void wrap(Appender<ILoggingEvent> appender) {
        if (appender instanceof MaskingAppender masking) {
            masking.use(masker);
        } else if (appender instanceof OutputStreamAppender<ILoggingEvent> writer) {
            Encoder<ILoggingEvent> encoder = writer.getEncoder();
            if (encoder instanceof MaskingEncoder masking) {
                masking.use(masker);
            } else if (encoder != null) {
                MaskingEncoder masking = new MaskingEncoder();
                masking.setContext(context);
                masking.setEncoder(encoder);
                masking.use(masker);
                masking.start();
                writer.setEncoder(masking);
            }
        }
    }

    synchronized void unwrapAll() {
        forEach((appender, behind) -> {
            if (appender instanceof OutputStreamAppender<ILoggingEvent> writer
                    && writer.getEncoder() instanceof MaskingEncoder masking
                    && masking.getEncoder() != null) {
                writer.setEncoder(masking.getEncoder());
            }
        });
    }

    synchronized Coverage coverage() {
        List<Coverage.Entry> entries = new ArrayList<>();
        forEach((appender, behind) -> {
            boolean passesOn = appender instanceof AppenderAttachable<?>;
            boolean writesMasked = appender instanceof OutputStreamAppender<ILoggingEvent> writer
                    && writer.getEncoder() instanceof MaskingEncoder;
            boolean covered = passesOn || writesMasked || behind;
            String name = appender.getName() == null ? "(unnamed)" : appender.getName();
            entries.add(new Coverage.Entry(name, appender.getClass().getName(), covered, covered ? "" : IN_APPENDER));
        });
        return new Coverage(entries);
    }

    private void forEach(Visitor visitor) {
        Set<Appender<ILoggingEvent>> met = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Logger logger : context.getLoggerList()) {
            visit(logger.iteratorForAppenders(), false, met, visitor);
        }
    }

    private static void visit(
            Iterator<Appender<ILoggingEvent>> appenders,
            boolean behind,
            Set<Appender<ILoggingEvent>> met,
            Visitor visitor) {
        while (appenders.hasNext()) {
            Appender<ILoggingEvent> appender = appenders.next();
            if (met.add(appender)) {
                visitor.visit(appender, behind);
                if (appender instanceof AppenderAttachable<?> attachable) {
                    visit(inner(attachable), behind || appender instanceof MaskingAppender, met, visitor);
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // in a context of Logback Classic there are appenders of no other events
    private static Iterator<Appender<ILoggingEvent>> inner(AppenderAttachable<?> attachable) {
        return ((AppenderAttachable<ILoggingEvent>) attachable).iteratorForAppenders();
    }
}
