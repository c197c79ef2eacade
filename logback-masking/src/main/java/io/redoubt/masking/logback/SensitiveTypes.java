package io.redoubt.masking.logback;

import io.redoubt.masking.Sensitive;
import io.redoubt.masking.SensitiveValue;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows which values their types want kept out of logs. Thread-safe; what was learnt of a class goes with the class. */
final class SensitiveTypes {

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private SensitiveTypes() {}

    /**
     * What is known of a class.
     *
     * @param label of a class that is sensitive as a whole; null of others
     * @param fields of it that are sensitive
     */
    private record Shape(@Nullable String label, List<Field> fields) {

        static Shape of(Class<?> type) {
            Sensitive whole = type.getAnnotation(Sensitive.class);
            List<Field> fields = new ArrayList<>();
            for (Class<?> declaring = type;
                    declaring != null && declaring != Object.class;
                    declaring = declaring.getSuperclass()) {
                for (Field field : declaring.getDeclaredFields()) {
                    if (field.isAnnotationPresent(Sensitive.class) && !Modifier.isStatic(field.getModifiers())) {
                        fields.add(field);
                    }
                }
            }
            return new Shape(whole == null ? null : whole.value(), List.copyOf(fields));
        }

        boolean isPlain() {
            return label == null && fields.isEmpty();
        }
    }

    /** {@return the text that a log may show of a value, if it is another one than its own} */
    static Optional<String> textOf(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof SensitiveValue) {
            return Optional.empty();
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return textOfContainer(value);
        }
        Shape shape = SHAPES.get(value.getClass());
        return shape.isPlain() ? Optional.empty() : Optional.of(text(value, shape));
    }

    private static String text(Object value, Shape shape) {
        if (shape.label() != null) {
            return marker(shape.label());
        }
        String text = String.valueOf(value);
        for (Field field : shape.fields()) {
            Optional<String> part = read(field, value);
            if (part.isEmpty()) {
                return marker("sensitive"); // what cannot be read cannot be taken out
            }
            if (!part.get().isEmpty()) {
                text = text.replace(
                        part.get(), marker(field.getAnnotation(Sensitive.class).value()));
            }
        }
        return text;
    }

    /** A container shows what it holds by the texts of that. */
    private static Optional<String> textOfContainer(Object container) {
        Collection<?> items = container instanceof Map<?, ?> map ? map.values() : (Collection<?>) container;
        boolean found = false;
        List<String> texts = new ArrayList<>();
        int count = 0;
        for (Object item : items) {
            Optional<String> text =
                    item instanceof Collection<?> || item instanceof Map<?, ?> ? Optional.empty() : textOf(item);
            found |= text.isPresent();
            texts.add(text.orElseGet(() -> String.valueOf(item)));
            if (++count == 1000) {
                break;
            }
        }
        if (!found) {
            return Optional.empty();
        }
        if (container instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            int index = 0;
            for (Object key : map.keySet()) {
                if (index == texts.size()) {
                    break;
                }
                entries.add(key + "=" + texts.get(index++));
            }
            return Optional.of("{" + String.join(", ", entries) + "}");
        }
        return Optional.of(texts.toString());
    }

    private static Optional<String> read(Field field, Object value) {
        try {
            field.setAccessible(true);
            Object part = field.get(value);
            return Optional.of(part == null ? "" : String.valueOf(part));
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return Optional.empty();
        }
    }

    private static String marker(String label) {
        return "[REDACTED:" + label + "]";
    }
}
