package io.redoubt.spring.data;

import io.redoubt.hibernate.Encrypted;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.data.core.PropertyPath;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/** Which attributes are encrypted, as their annotations say. */
final class EncryptedAttributes {

    private EncryptedAttributes() {}

    /** {@return the attribute of these on the path that is encrypted, such as {@code address.street}} */
    static Optional<String> on(PropertyPath path) {
        return path.stream()
                .filter(segment -> isEncrypted(segment.getOwningType().getType(), segment.getSegment()))
                .findFirst()
                .map(segment -> path.toDotPath());
    }

    /**
     * {@return the same for a path as text; nothing if there is no such path, which Spring Data itself says}
     *
     * @param type where the path begins
     */
    static Optional<String> on(String path, Class<?> type) {
        try {
            return on(PropertyPath.from(path, type));
        } catch (PropertyReferenceException e) {
            return Optional.empty();
        }
    }

    private static boolean isEncrypted(Class<?> type, String attribute) {
        Optional<Field> field = Optional.ofNullable(ReflectionUtils.findField(type, attribute));
        String suffix = StringUtils.capitalize(attribute);
        Stream<Method> getters = Stream.of("get" + suffix, "is" + suffix)
                .flatMap(name -> Optional.ofNullable(ReflectionUtils.findMethod(type, name)).stream());
        return Stream.<AnnotatedElement>concat(field.stream(), getters)
                .anyMatch(element -> element.isAnnotationPresent(Encrypted.class));
    }
}
