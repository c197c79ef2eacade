package io.redoubt.masking.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** An event of which a part reads otherwise. Immutable. */
final class EventView implements ILoggingEvent {

    private final ILoggingEvent event;
    private final @Nullable String message;
    private final Object @Nullable [] arguments;
    private final @Nullable String formatted;
    private final @Nullable String thread;
    private final @Nullable Map<String, String> mdc;
    private final @Nullable List<KeyValuePair> pairs;
    private final @Nullable List<Marker> markers;
    private final @Nullable IThrowableProxy throwable;
    private final LoggerContextVO context;

    EventView(
            ILoggingEvent event,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable String formatted,
            @Nullable String thread,
            @Nullable Map<String, String> mdc,
            @Nullable List<KeyValuePair> pairs,
            @Nullable List<Marker> markers,
            @Nullable IThrowableProxy throwable) {
        this(event, message, arguments, formatted, thread, mdc, pairs, markers, throwable, event.getLoggerContextVO());
    }

    EventView(
            ILoggingEvent event,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable String formatted,
            @Nullable String thread,
            @Nullable Map<String, String> mdc,
            @Nullable List<KeyValuePair> pairs,
            @Nullable List<Marker> markers,
            @Nullable IThrowableProxy throwable,
            LoggerContextVO context) {
        this.event = event;
        this.message = message;
        this.arguments = arguments;
        this.formatted = formatted;
        this.thread = thread;
        this.mdc = mdc;
        this.pairs = pairs;
        this.markers = markers;
        this.throwable = throwable;
        this.context = context;
    }

    /** {@return the event with a text, and with nothing else that was given to it} */
    static EventView ofText(ILoggingEvent event, String text) {
        return new EventView(event, text, null, text, "", Map.of(), null, null, null);
    }

    /** {@return the event with another message} */
    static EventView ofMessage(
            ILoggingEvent event, @Nullable String message, Object @Nullable [] arguments, @Nullable String formatted) {
        return new EventView(
                event,
                message,
                arguments,
                formatted,
                event.getThreadName(),
                event.getMDCPropertyMap(),
                event.getKeyValuePairs(),
                event.getMarkerList(),
                event.getThrowableProxy());
    }

    @Override
    public @Nullable String getMessage() {
        return message;
    }

    @Override
    public Object @Nullable [] getArgumentArray() {
        return arguments;
    }

    @Override
    public @Nullable String getFormattedMessage() {
        return formatted;
    }

    @Override
    public @Nullable Map<String, String> getMDCPropertyMap() {
        return mdc;
    }

    @Override
    @Deprecated
    public @Nullable Map<String, String> getMdc() {
        return mdc;
    }

    @Override
    public @Nullable List<KeyValuePair> getKeyValuePairs() {
        return pairs;
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        return throwable;
    }

    @Override
    public @Nullable String getThreadName() {
        return thread;
    }

    @Override
    public Level getLevel() {
        return event.getLevel();
    }

    @Override
    public String getLoggerName() {
        return event.getLoggerName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return context;
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return event.getCallerData();
    }

    @Override
    public boolean hasCallerData() {
        return event.hasCallerData();
    }

    @Override
    public @Nullable List<Marker> getMarkerList() {
        return markers;
    }

    @Override
    public long getTimeStamp() {
        return event.getTimeStamp();
    }

    @Override
    public int getNanoseconds() {
        return event.getNanoseconds();
    }

    @Override
    public Instant getInstant() {
        return event.getInstant();
    }

    @Override
    public long getSequenceNumber() {
        return event.getSequenceNumber();
    }

    @Override
    public void prepareForDeferredProcessing() {
        event.prepareForDeferredProcessing();
    }
}
