package io.redoubt.masking.logback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of the text of a value what types want kept out of logs, wherever it stands in the value. Used for one value by one thread.
 *
 * <p>Looks into collections, into fields whose declared types lead to something sensitive within {@link TypeShape#DEEPEST} steps, and one step through fields that
 * may hold anything. A value with more objects than {@value #MOST_OBJECTS} to look into is replaced whole.
 */
final class SensitiveTypes {

    private static final int MOST_OBJECTS = 1000;
    private static final String WHOLE = "[REDACTED:sensitive]";

    private final List<Part> parts = new ArrayList<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private SensitiveTypes() {}

    /**
     * The text of a sensitive value, and what stands in its place.
     *
     * @param text that must not be read
     * @param marker that may
     */
    private record Part(String text, String marker) {}

    /** {@return the text that a log may show of a value; null if that is its own} */
    static @Nullable String textOf(@Nullable Object value) {
        if (value == null || value instanceof CharSequence || value instanceof Number) {
            return null;
        }
        TypeShape shape = TypeShape.of(value.getClass());
        if (shape.isPlain()) {
            return null;
        }
        if (shape.label() != null) {
            return marker(shape.label());
        }
        SensitiveTypes found = new SensitiveTypes();
        found.collect(value, shape, 0);
        if (found.seen.size() > MOST_OBJECTS) {
            return WHOLE;
        }
        return found.parts.isEmpty() ? null : found.replaced(Texts.of(value));
    }

    private void collect(Object value, TypeShape shape, int steps) {
        if (seen.size() > MOST_OBJECTS || !seen.add(value)) {
            return;
        }
        if (shape.isContainer()) {
            items(value).forEach(item -> visit(item, steps));
        }
        shape.sensitive().forEach(field -> add(field.of(value), field.label()));
        if (steps < TypeShape.DEEPEST) {
            shape.leading().forEach(field -> visit(field.of(value), steps + 1));
        }
        if (steps == 0) {
            shape.open().forEach(field -> visit(field.of(value), 1));
        }
    }

    private void visit(@Nullable Object value, int steps) {
        if (value == null) {
            return;
        }
        TypeShape shape = TypeShape.of(value.getClass());
        if (shape.label() != null) {
            add(value, shape.label());
        } else if (!shape.isPlain()) {
            collect(value, shape, steps);
        }
    }

    private static Iterable<?> items(Object container) {
        if (container instanceof Map<?, ?> map) {
            List<Object> items = new ArrayList<>(map.keySet());
            items.addAll(map.values());
            return items;
        }
        if (container instanceof Optional<?> optional) {
            return optional.stream().toList();
        }
        return container instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) container;
    }

    private void add(@Nullable Object value, String label) {
        if (value == null) {
            return;
        }
        parts.add(new Part(Texts.of(value), marker(label)));
        String items = value instanceof char[] characters ? Arrays.toString(characters) : null;
        if (items != null) {
            parts.add(new Part(items, marker(label)));
            parts.add(new Part(String.valueOf((char[]) value), marker(label)));
        }
    }

    /** Longer texts go first: one value may be the beginning of another one. */
    private String replaced(String text) {
        Map<Character, List<Part>> byFirst = new HashMap<>();
        parts.sort(Comparator.comparingInt(part -> -part.text().length()));
        for (Part part : parts) {
            if (!part.text().isEmpty()) {
                byFirst.computeIfAbsent(part.text().charAt(0), key -> new ArrayList<>())
                        .add(part);
            }
        }
        StringBuilder replaced = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            Part part = at(text, i, byFirst.getOrDefault(text.charAt(i), List.of()));
            replaced.append(part == null ? text.substring(i, i + 1) : part.marker());
            i += part == null ? 1 : part.text().length();
        }
        return replaced.toString();
    }

    private static @Nullable Part at(String text, int offset, List<Part> candidates) {
        for (Part part : candidates) {
            if (text.startsWith(part.text(), offset)) {
                return part;
            }
        }
        return null;
    }

    private static String marker(String label) {
        return "[REDACTED:" + label + "]";
    }
}
