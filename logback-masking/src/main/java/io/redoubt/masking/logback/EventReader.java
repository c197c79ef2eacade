package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.redoubt.masking.Masker;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/**
 * Reads an event as it may be written: values that their type or their key names as sensitive are masked, and nothing in it makes a line of
 * its own. Thread-safe.
 *
 * <p>Line feeds of a message are told apart: those of a pattern with arguments are the programmer's and stay; those of an argument are made
 * visible; a message without arguments may be either, so that its lines stay, with a mark before each.
 */
final class EventReader {

    private final Masker masker;
    private final MaskingReport report;
    private final ContextReader context;

    EventReader(Masker masker, MaskingReport report) {
        this.masker = masker;
        this.report = report;
        this.context = new ContextReader(masker, report);
    }

    /** {@return the event itself if it may be written as it is} */
    ILoggingEvent read(ILoggingEvent event, EventFormat format) {
        return withContext(withMessage(event, format), format);
    }

    private static ILoggingEvent withMessage(ILoggingEvent event, EventFormat format) {
        Object[] arguments = event.getArgumentArray();
        Object[] shown = arguments(arguments);
        String formatted = shown == arguments ? event.getFormattedMessage() : formatted(event.getMessage(), shown);
        if (formatted == null || !format.hasLines() || !Controls.areIn(formatted)) {
            return shown == arguments ? event : EventView.ofMessage(event, event.getMessage(), shown, formatted);
        }
        if (arguments == null || arguments.length == 0) {
            String continued = format.continued(formatted);
            return continued.equals(formatted) ? event : EventView.ofMessage(event, continued, null, continued);
        }
        Object[] visible = withoutControls(shown);
        return visible == arguments
                ? event
                : EventView.ofMessage(event, event.getMessage(), visible, formatted(event.getMessage(), visible));
    }

    private ILoggingEvent withContext(ILoggingEvent event, EventFormat format) {
        String logger = event.getLoggerName();
        String thread = event.getThreadName();
        boolean isForged = format.hasLines() && Controls.areIn(thread);
        Map<String, String> mdc = context.mdc(event.getMDCPropertyMap(), logger, format);
        List<KeyValuePair> pairs = context.pairs(event.getKeyValuePairs(), logger, format);
        List<Marker> markers = ContextReader.markers(event.getMarkerList());
        IThrowableProxy throwable = event.getThrowableProxy();
        IThrowableProxy shown =
                throwable == null || !format.hasLines() ? throwable : ThrowableView.of(throwable, format::continued);
        boolean same = !isForged
                && mdc == event.getMDCPropertyMap()
                && pairs == event.getKeyValuePairs()
                && markers == event.getMarkerList()
                && shown == throwable;
        return same
                ? event
                : new EventView(
                        event,
                        event.getMessage(),
                        event.getArgumentArray(),
                        event.getFormattedMessage(),
                        isForged ? Controls.escaped(thread) : thread,
                        mdc,
                        pairs,
                        markers,
                        shown);
    }

    /** {@return the event with each text in it masked: for who reads events and no bytes} */
    ILoggingEvent readAll(ILoggingEvent event, EventFormat format) {
        String logger = event.getLoggerName();
        ILoggingEvent read = read(event, format);
        String formatted = masked(read.getFormattedMessage(), logger);
        IThrowableProxy throwable =
                ThrowableView.whole(event.getThrowableProxy(), message -> format.continued(masked(message, logger)));
        // The pattern and its arguments are put together: neither is masked by itself, as a key may stand in one and
        // its value in the other.
        return new EventView(
                event,
                formatted,
                null,
                formatted,
                read.getThreadName(),
                context.masked(read.getMDCPropertyMap(), logger),
                context.masked(read.getKeyValuePairs(), logger),
                ContextReader.plain(read.getMarkerList()),
                throwable,
                context.masked(event.getLoggerContextVO(), logger));
    }

    /** {@return the event with its message in one piece where a value in it is known by what stands before it; itself if none is} */
    ILoggingEvent withMessageInOnePiece(ILoggingEvent event) {
        Object[] arguments = event.getArgumentArray();
        String formatted = event.getFormattedMessage();
        if (arguments == null || arguments.length == 0 || formatted == null) {
            return event;
        }
        String masked = masked(formatted, event.getLoggerName());
        return masked.equals(formatted) ? event : EventView.ofMessage(event, masked, null, masked);
    }

    private String masked(@Nullable String text, String logger) {
        return text == null ? "" : masker.mask(text, logger, report.recorder());
    }

    private static @Nullable String formatted(@Nullable String message, Object @Nullable [] arguments) {
        return MessageFormatter.basicArrayFormat(message, arguments);
    }

    private static Object @Nullable [] arguments(Object @Nullable [] arguments) {
        return arguments == null ? null : replaced(arguments, SensitiveTypes::textOf);
    }

    private static Object @Nullable [] withoutControls(Object @Nullable [] arguments) {
        return arguments == null ? null : replaced(arguments, EventReader::withoutControls);
    }

    private static @Nullable String withoutControls(@Nullable Object argument) {
        String text = Texts.of(argument);
        return Controls.areIn(text) ? Controls.escaped(text) : null;
    }

    /** {@return the arguments with texts in the place of those that have another one; themselves if none has} */
    private static Object[] replaced(Object[] arguments, Function<@Nullable Object, @Nullable String> text) {
        Object[] read = arguments;
        for (int i = 0; i < arguments.length; i++) {
            String other = text.apply(arguments[i]);
            if (other != null) {
                read = read == arguments ? Arrays.copyOf(arguments, arguments.length, Object[].class) : read;
                read[i] = other;
            }
        }
        return read;
    }
}
