package io.redoubt.hibernate;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.hibernate.boot.registry.classloading.spi.ClassLoaderService;

/** What reflection tells of the types of attributes. */
final class ReflectedTypes {

    private static final List<Class<?>> PRIMITIVES = List.of(
            boolean.class, byte.class, short.class, int.class, long.class, float.class, double.class, char.class);

    private ReflectedTypes() {}

    /** {@return the class with this name} */
    static Class<?> named(String name, ClassLoaderService classes) {
        return PRIMITIVES.stream()
                .filter(primitive -> primitive.getName().equals(name))
                .findFirst()
                .orElseGet(() -> classes.classForName(name));
    }

    /** {@return the type without its type arguments, {@code Object} if it is a variable} */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        return type instanceof ParameterizedType generic ? raw(generic.getRawType()) : Object.class;
    }

    /** {@return the type of the values of a collection or a map, {@code Object} if it does not say one} */
    static Type element(Type collection) {
        if (collection instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return arguments[arguments.length - 1];
        }
        return Object.class;
    }
}
