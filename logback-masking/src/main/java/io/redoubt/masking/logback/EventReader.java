package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.redoubt.masking.Masker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    EventReader(Masker masker, MaskingReport report) {
        this.masker = masker;
        this.report = report;
    }

    /** {@return the event itself if it may be written as it is} */
    ILoggingEvent read(ILoggingEvent event, EventFormat format) {
        Object[] arguments = event.getArgumentArray();
        Object[] readArguments = arguments(arguments, format);
        String formatted = event.getFormattedMessage();
        String readMessage = event.getMessage();
        if (readArguments != arguments) {
            formatted = MessageFormatter.arrayFormat(event.getMessage(), readArguments)
                    .getMessage();
        } else if (format != EventFormat.JSON
                && (arguments == null || arguments.length == 0)
                && Controls.areIn(formatted)) {
            formatted = Controls.continued(formatted);
            readMessage = formatted;
        }
        Map<String, String> mdc = event.getMDCPropertyMap();
        Map<String, String> readMdc = mdc(mdc, event.getLoggerName(), format);
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        List<KeyValuePair> readPairs = pairs(pairs, event.getLoggerName(), format);
        IThrowableProxy throwable = event.getThrowableProxy();
        IThrowableProxy readThrowable = throwable == null || format == EventFormat.JSON
                ? throwable
                : ThrowableView.of(throwable, Controls::continued);
        boolean same = readArguments == arguments && Objects.equals(readMessage, event.getMessage());
        return same && readMdc == mdc && readPairs == pairs && readThrowable == throwable
                ? event
                : new EventView(event, readMessage, readArguments, formatted, readMdc, readPairs, readThrowable);
    }

    /** {@return the event with each text in it masked: for who reads events and no bytes} */
    ILoggingEvent readAll(ILoggingEvent event) {
        String logger = event.getLoggerName();
        ILoggingEvent read = read(event, EventFormat.TEXT);
        String formatted = masked(read.getFormattedMessage(), logger);
        Map<String, String> mdc = read.getMDCPropertyMap();
        Map<String, String> readMdc = new LinkedHashMap<>();
        if (mdc != null) {
            mdc.forEach((key, value) -> readMdc.put(
                    masked(key, logger),
                    value == null ? null : masker.maskValue(key, value, logger, report.recorder())));
        }
        List<KeyValuePair> readPairs = new ArrayList<>();
        List<KeyValuePair> pairs = read.getKeyValuePairs();
        for (KeyValuePair pair : pairs == null ? List.<KeyValuePair>of() : pairs) {
            readPairs.add(new KeyValuePair(
                    masked(pair.key, logger),
                    masker.maskValue(pair.key, String.valueOf(pair.value), logger, report.recorder())));
        }
        IThrowableProxy throwable =
                ThrowableView.of(event.getThrowableProxy(), message -> Controls.continued(masked(message, logger)));
        // The pattern and its arguments are put together: neither is masked by itself, as a key may stand in one and
        // its value in the other.
        return new EventView(event, formatted, null, formatted, readMdc, readPairs, throwable);
    }

    private String masked(@Nullable String text, String logger) {
        return text == null ? "" : masker.mask(text, logger, report.recorder());
    }

    private static Object @Nullable [] arguments(Object @Nullable [] arguments, EventFormat format) {
        if (arguments == null) {
            return null;
        }
        Object[] read = arguments;
        for (int i = 0; i < arguments.length; i++) {
            Object text = argument(arguments[i], format);
            if (text != arguments[i]) {
                read = read == arguments ? arguments.clone() : read;
                read[i] = text;
            }
        }
        return read;
    }

    private static @Nullable Object argument(@Nullable Object argument, EventFormat format) {
        Optional<String> sensitive = SensitiveTypes.textOf(argument);
        if (sensitive.isPresent()) {
            return Controls.escaped(sensitive.get());
        }
        if (format == EventFormat.JSON
                || argument == null
                || argument instanceof Number
                || argument instanceof Throwable) {
            return argument;
        }
        String text = argument.getClass().isArray() ? null : String.valueOf(argument);
        return Controls.areIn(text) ? Controls.escaped(Objects.requireNonNull(text)) : argument;
    }

    private @Nullable Map<String, String> mdc(@Nullable Map<String, String> mdc, String logger, EventFormat format) {
        if (mdc == null || mdc.isEmpty()) {
            return mdc;
        }
        Map<String, String> read = mdc;
        for (Map.Entry<String, String> entry : mdc.entrySet()) {
            String value = entry.getValue();
            String text = value == null ? null : value(entry.getKey(), value, logger, format);
            if (text != null && !text.equals(value)) {
                if (read == mdc) {
                    read = new LinkedHashMap<>(mdc);
                }
                read.put(entry.getKey(), text);
            }
        }
        return read;
    }

    private @Nullable List<KeyValuePair> pairs(@Nullable List<KeyValuePair> pairs, String logger, EventFormat format) {
        if (pairs == null || pairs.isEmpty()) {
            return pairs;
        }
        List<KeyValuePair> read = pairs;
        for (int i = 0; i < pairs.size(); i++) {
            KeyValuePair pair = pairs.get(i);
            Object value = pair.value;
            Object text = pair(pair.key, value, logger, format);
            if (text != value) {
                if (read == pairs) {
                    read = new ArrayList<>(pairs);
                }
                read.set(i, new KeyValuePair(pair.key, text));
            }
        }
        return read;
    }

    private @Nullable Object pair(String key, @Nullable Object value, String logger, EventFormat format) {
        if (value == null) {
            return null;
        }
        Optional<String> sensitive = SensitiveTypes.textOf(value);
        if (sensitive.isPresent()) {
            return sensitive.get();
        }
        if (!masker.knowsKey(key) && (format == EventFormat.JSON || value instanceof Number)) {
            return value;
        }
        String old = String.valueOf(value);
        String text = value(key, old, logger, format);
        return text.equals(old) ? value : text;
    }

    private String value(String key, String value, String logger, EventFormat format) {
        String text = masker.knowsKey(key) ? masker.maskValue(key, value, logger, report.recorder()) : value;
        return format == EventFormat.JSON ? text : Controls.escaped(text);
    }
}
