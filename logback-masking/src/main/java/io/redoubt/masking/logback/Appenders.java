package io.redoubt.masking.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.sift.AppenderTracker;
import ch.qos.logback.core.sift.SiftingAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Visits each appender once that loggers write to: themselves, or through other appenders. Used by one thread. */
final class Appenders {

    private final Set<Appender<ILoggingEvent>> met = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Visitor visitor;

    private Appenders(Visitor visitor) {
        this.visitor = visitor;
    }

    /** What is done with an appender. */
    interface Visitor {

        /**
         * Meets an appender.
         *
         * @param appender before those that it hands events on to
         * @param isBehindMasking whether it gets masked events only
         */
        void visit(Appender<ILoggingEvent> appender, boolean isBehindMasking);
    }

    static void ofAll(LoggerContext context, Visitor visitor) {
        Appenders appenders = new Appenders(visitor);
        context.getLoggerList().forEach(logger -> appenders.all(logger.iteratorForAppenders(), false));
    }

    /** Visits those that a record of one logger goes to. */
    static void of(Logger logger, Visitor visitor) {
        Appenders appenders = new Appenders(visitor);
        LoggerContext context = logger.getLoggerContext();
        String name = logger.getName();
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            Logger known = context.exists(name.substring(0, end));
            if (known != null) {
                appenders.all(known.iteratorForAppenders(), false);
            }
        }
        appenders.all(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).iteratorForAppenders(), false);
    }

    static void of(Appender<ILoggingEvent> appender, Visitor visitor) {
        new Appenders(visitor).one(appender, false);
    }

    private void all(Iterator<Appender<ILoggingEvent>> appenders, boolean behind) {
        appenders.forEachRemaining(appender -> one(appender, behind));
    }

    private void one(Appender<ILoggingEvent> appender, boolean behind) {
        if (met.add(appender)) {
            visitor.visit(appender, behind);
            all(inner(appender), behind || appender instanceof MaskingAppender);
        }
    }

    @SuppressWarnings("unchecked") // in a context of Logback Classic there are appenders of no other events
    private static Iterator<Appender<ILoggingEvent>> inner(Appender<ILoggingEvent> appender) {
        if (appender instanceof AppenderAttachable<?> attachable) {
            return ((AppenderAttachable<ILoggingEvent>) attachable).iteratorForAppenders();
        }
        if (appender instanceof SiftingAppenderBase<ILoggingEvent> sifting) {
            AppenderTracker<ILoggingEvent> tracker = sifting.getAppenderTracker();
            return tracker == null ? Collections.emptyIterator() : made(tracker).iterator();
        }
        return Collections.emptyIterator();
    }

    private static List<Appender<ILoggingEvent>> made(AppenderTracker<ILoggingEvent> tracker) {
        synchronized (tracker) { // as its own methods do that change it
            return new ArrayList<>(tracker.allComponents());
        }
    }
}
