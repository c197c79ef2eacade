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
    private final @Nullable Map<String, String> mdc;
    private final @Nullable List<KeyValuePair> pairs;
    private final @Nullable IThrowableProxy throwable;

    EventView(
            ILoggingEvent event,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable String formatted,
            @Nullable Map<String, String> mdc,
            @Nullable List<KeyValuePair> pairs,
            @Nullable IThrowableProxy throwable) {
        this.event = event;
        this.message = message;
        this.arguments = arguments;
        this.formatted = formatted;
        this.mdc = mdc;
        this.pairs = pairs;
        this.throwable = throwable;
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
    public String getThreadName() {
        return event.getThreadName();
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
        return event.getLoggerContextVO();
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
    public List<Marker> getMarkerList() {
        return event.getMarkerList();
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
