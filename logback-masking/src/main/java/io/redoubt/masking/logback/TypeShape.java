package io.redoubt.masking.logback;

import io.redoubt.masking.Sensitive;
import io.redoubt.masking.SensitiveValue;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a class says of values that must not be read. Immutable; goes with its class.
 *
 * @param label of a class whose objects are sensitive as a whole; null of others
 * @param isContainer whether it holds items that are asked themselves
 * @param sensitive its fields that must not be read
 * @param leading its fields whose declared types lead to sensitive ones
 * @param open its fields that may hold anything
 */
record TypeShape(
        @Nullable String label, boolean isContainer, List<Slot> sensitive, List<Slot> leading, List<Slot> open) {

    /** How many steps from field to field are looked at. */
    static final int DEEPEST = 4;

    private static final int MOST_TYPES = 500;
    private static final String UNREADABLE = "sensitive";
    private static final TypeShape PLAIN = new TypeShape(null, false, List.of(), List.of(), List.of());
    private static final TypeShape CONTAINER = new TypeShape(null, true, List.of(), List.of(), List.of());

    private static final ClassValue<TypeShape> SHAPES = new ClassValue<>() {
        @Override
        protected TypeShape computeValue(Class<?> type) {
            return read(type);
        }
    };

    /**
     * A field, made readable.
     *
     * @param field of a class
     * @param label of its value
     */
    record Slot(Field field, String label) {

        /** {@return its value in an object} */
        @Nullable
        Object of(Object object) {
            try {
                return field.get(object);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("a field is no longer readable", e);
            }
        }
    }

    static TypeShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** {@return whether nothing in its objects needs a look} */
    boolean isPlain() {
        return label == null && !isContainer && sensitive.isEmpty() && leading.isEmpty() && open.isEmpty();
    }

    private static TypeShape whole(String label) {
        return new TypeShape(label, false, List.of(), List.of(), List.of());
    }

    private static TypeShape read(Class<?> type) {
        String label = labelOf(type);
        if (label != null) {
            return whole(label);
        }
        if (isContainer(type)) {
            return CONTAINER;
        }
        if (isOfPlatform(type) || type.isArray() || type.isEnum()) {
            return PLAIN;
        }
        return readFields(type);
    }

    private static TypeShape readFields(Class<?> type) {
        List<Slot> sensitive = new ArrayList<>();
        List<Slot> leading = new ArrayList<>();
        List<Slot> open = new ArrayList<>();
        for (Field field : fields(type)) {
            Sensitive annotation = field.getAnnotation(Sensitive.class);
            boolean leads = annotation == null && leads(typesIn(field));
            boolean readable = field.trySetAccessible();
            if ((annotation != null || leads) && !readable) {
                return whole(UNREADABLE); // what cannot be read cannot be taken out
            } else if (annotation != null) {
                sensitive.add(new Slot(field, annotation.value()));
            } else if (leads) {
                leading.add(new Slot(field, UNREADABLE));
            } else if (readable && isOpen(field.getType())) {
                open.add(new Slot(field, UNREADABLE));
            }
        }
        // The fields of a generated subclass stand empty: what is in the object behind it is not seen from here.
        return isGenerated(type) && !(sensitive.isEmpty() && leading.isEmpty())
                ? whole(UNREADABLE)
                : new TypeShape(null, false, List.copyOf(sensitive), List.copyOf(leading), List.copyOf(open));
    }

    private static @Nullable String labelOf(Class<?> type) {
        if (type == SensitiveValue.class) {
            return UNREADABLE;
        }
        Sensitive annotation = type.getAnnotation(Sensitive.class);
        if (annotation != null) {
            return annotation.value();
        }
        for (Class<?> parent : type.getInterfaces()) {
            String label = labelOf(parent);
            if (label != null) {
                return label;
            }
        }
        return type.getSuperclass() == null ? null : labelOf(type.getSuperclass());
    }

    private static boolean isContainer(Class<?> type) {
        boolean holds = Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || Optional.class == type
                || (type.isArray() && !type.getComponentType().isPrimitive());
        return holds && !isLazy(type);
    }

    /** {@return whether looking at the items would ask a database for them} */
    private static boolean isLazy(Class<?> type) {
        return type.getName().startsWith("org.hibernate.") || type.getName().startsWith("org.eclipse.persistence.");
    }

    private static boolean isOpen(Class<?> type) {
        return type == Object.class || isContainer(type) || (type.isInterface() && !isOfPlatform(type));
    }

    private static boolean isGenerated(Class<?> type) {
        return type.getName().contains("$$") || type.getName().contains("$HibernateProxy$");
    }

    private static boolean isOfPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> declaring = type;
                declaring != null && !isOfPlatform(declaring);
                declaring = declaring.getSuperclass()) {
            for (Field field : declared(declaring)) {
                boolean holds = !field.getType().isPrimitive() || field.isAnnotationPresent(Sensitive.class);
                if (holds && !Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    /** {@return the fields of a class; none if it needs classes that are not there} */
    private static List<Field> declared(Class<?> type) {
        try {
            return List.of(type.getDeclaredFields());
        } catch (LinkageError e) {
            return List.of();
        }
    }

    /** {@return whether something sensitive stands within a few steps of types, as they are declared} */
    private static boolean leads(List<Class<?>> types) {
        Set<Class<?>> seen = new HashSet<>();
        List<Class<?>> level = types;
        for (int step = 0; step < DEEPEST && seen.size() < MOST_TYPES; step++) {
            List<Class<?>> next = new ArrayList<>();
            for (Class<?> type : level) {
                if (labelOf(type) != null) {
                    return true;
                }
                if (seen.add(type)) {
                    for (Field field : fields(type)) {
                        if (field.isAnnotationPresent(Sensitive.class)) {
                            return true;
                        }
                        next.addAll(typesIn(field));
                    }
                }
            }
            level = next;
        }
        return false;
    }

    private static List<Class<?>> typesIn(Field field) {
        List<Class<?>> types = new ArrayList<>();
        try {
            addTypes(field.getGenericType(), types);
        } catch (RuntimeException | LinkageError e) { // a type of its signature is not there
            types.add(field.getType());
        }
        return types;
    }

    private static void addTypes(Type type, List<Class<?>> types) {
        if (type instanceof Class<?> named) {
            types.add(named.isArray() ? named.getComponentType() : named);
        } else if (type instanceof ParameterizedType generic) {
            addTypes(generic.getRawType(), types);
            for (Type argument : generic.getActualTypeArguments()) {
                addTypes(argument, types);
            }
        } else if (type instanceof GenericArrayType array) {
            addTypes(array.getGenericComponentType(), types);
        } else if (type instanceof WildcardType wildcard) {
            addTypes(wildcard.getUpperBounds()[0], types);
        }
    }
}
