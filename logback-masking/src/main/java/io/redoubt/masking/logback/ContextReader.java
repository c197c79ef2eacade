package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.LoggerContextVO;
import io.redoubt.masking.Masker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMarker;

/** Reads what stands beside the message of an event: the diagnostic context, key-value pairs and markers. Thread-safe. */
final class ContextReader {

    private final Masker masker;
    private final MaskingReport report;

    ContextReader(Masker masker, MaskingReport report) {
        this.masker = masker;
        this.report = report;
    }

    /** {@return the diagnostic context as it may be written; itself if that is as it is} */
    @Nullable
    Map<String, String> mdc(@Nullable Map<String, String> mdc, String logger, EventFormat format) {
        if (mdc == null || mdc.isEmpty()) {
            return mdc;
        }
        Map<String, String> read = mdc;
        for (Map.Entry<String, String> entry : mdc.entrySet()) {
            String key = key(entry.getKey(), format);
            String text = entry.getValue() == null ? null : text(entry.getKey(), entry.getValue(), logger, format);
            if (text != null && !(text.equals(entry.getValue()) && key.equals(entry.getKey()))) {
                read = read == mdc ? new LinkedHashMap<>(mdc) : read;
                read.remove(entry.getKey());
                read.put(key, text);
            }
        }
        return read;
    }

    /** {@return the pairs as they may be written; themselves if that is as they are} */
    @Nullable
    List<KeyValuePair> pairs(@Nullable List<KeyValuePair> pairs, String logger, EventFormat format) {
        if (pairs == null || pairs.isEmpty()) {
            return pairs;
        }
        List<KeyValuePair> read = pairs;
        for (int i = 0; i < pairs.size(); i++) {
            KeyValuePair pair = pairs.get(i);
            String key = key(pair.key, format);
            Object value = value(pair.key, pair.value, logger, format);
            if (value != pair.value || !key.equals(pair.key)) {
                read = read == pairs ? new ArrayList<>(pairs) : read;
                read.set(i, new KeyValuePair(key, value));
            }
        }
        return read;
    }

    private @Nullable Object value(String key, @Nullable Object value, String logger, EventFormat format) {
        if (value == null) {
            return null;
        }
        boolean known = masker.knowsKey(key);
        String sensitive = SensitiveTypes.textOf(value);
        if (sensitive == null && !known && (!format.hasLines() || value instanceof Number)) {
            return value;
        }
        String old = sensitive == null ? Texts.of(value) : sensitive;
        String text = text(key, old, logger, format);
        boolean same = sensitive == null && text.equals(old) && !old.startsWith(Texts.FAILED);
        return same ? value : text;
    }

    private static String key(String key, EventFormat format) {
        return format.hasLines() && Controls.areIn(key) ? Controls.escaped(key) : key;
    }

    private String text(String key, String value, String logger, EventFormat format) {
        String text = masker.knowsKey(key) ? masker.maskValue(key, value, logger, report.recorder()) : value;
        return format.hasLines() ? Controls.escaped(text) : text;
    }

    /** {@return the diagnostic context with all keys and values masked} */
    Map<String, String> masked(@Nullable Map<String, String> mdc, String logger) {
        Map<String, String> masked = new LinkedHashMap<>();
        if (mdc != null) {
            mdc.forEach(
                    (key, value) -> masked.put(masked(key, logger), value == null ? null : masked(key, value, logger)));
        }
        return masked;
    }

    /** {@return the pairs with all keys and values masked} */
    List<KeyValuePair> masked(@Nullable List<KeyValuePair> pairs, String logger) {
        List<KeyValuePair> masked = new ArrayList<>();
        for (KeyValuePair pair : pairs == null ? List.<KeyValuePair>of() : pairs) {
            masked.add(new KeyValuePair(masked(pair.key, logger), masked(pair.key, Texts.of(pair.value), logger)));
        }
        return masked;
    }

    /** {@return the logger context with all of its properties masked} */
    LoggerContextVO masked(LoggerContextVO properties, String logger) {
        return new LoggerContextVO(
                properties.getName(), masked(properties.getPropertyMap(), logger), properties.getBirthTime());
    }

    private String masked(String key, String logger) {
        return masker.mask(key, logger, report.recorder());
    }

    private String masked(String key, String value, String logger) {
        return masker.maskValue(key, value, logger, report.recorder());
    }

    /** {@return the markers without those that hold something sensitive; themselves if none does} */
    static @Nullable List<Marker> markers(@Nullable List<Marker> markers) {
        if (markers == null || markers.stream().noneMatch(ContextReader::isSensitive)) {
            return markers;
        }
        return markers.stream().filter(marker -> !isSensitive(marker)).toList();
    }

    /** {@return the markers that are no more than names} */
    static @Nullable List<Marker> plain(@Nullable List<Marker> markers) {
        return markers == null
                ? null
                : markers.stream().filter(ContextReader::isPlain).toList();
    }

    private static boolean isSensitive(Marker marker) {
        return SensitiveTypes.textOf(marker) != null || Controls.areIn(marker.getName());
    }

    private static boolean isPlain(Marker marker) {
        return marker instanceof BasicMarker && !marker.hasReferences();
    }
}
