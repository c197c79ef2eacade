package io.redoubt.hibernate;

import java.lang.reflect.Method;
import org.hibernate.property.access.spi.Getter;
import org.hibernate.property.access.spi.PropertyAccess;
import org.hibernate.property.access.spi.PropertyAccessStrategy;
import org.hibernate.property.access.spi.Setter;
import org.jspecify.annotations.Nullable;

/** Reaches an attribute that values are bound to, and tells those that wait for it. Thread-safe. */
final class BoundAccess implements PropertyAccessStrategy {

    private final PropertyAccessStrategy plain;
    private final LateOpening opening;

    BoundAccess(PropertyAccessStrategy plain, LateOpening opening) {
        this.plain = plain;
        this.opening = opening;
    }

    @Override
    public PropertyAccess buildPropertyAccess(Class<?> container, String name, boolean setterRequired) {
        PropertyAccess access = plain.buildPropertyAccess(container, name, setterRequired);
        Setter setter = access.getSetter();
        return new Access(this, access.getGetter(), setter == null ? null : new TellingSetter(setter, name, opening));
    }

    /** What Hibernate asks for. */
    private record Access(
            PropertyAccessStrategy getPropertyAccessStrategy,
            Getter getGetter,
            @Nullable Setter getSetter) implements PropertyAccess {}

    /** Sets an attribute and tells of it. */
    private static final class TellingSetter implements Setter {

        private static final long serialVersionUID = 1L;

        private final Setter plain;
        private final String name;

        /** Transient because Hibernate serialises no setter any more, though its interface says so. */
        private final transient LateOpening opening;

        TellingSetter(Setter plain, String name, LateOpening opening) {
            this.plain = plain;
            this.name = name;
            this.opening = opening;
        }

        @Override
        public void set(Object owner, @Nullable Object value) {
            plain.set(owner, value);
            opening.afterSet(owner, name);
        }

        @Override
        public @Nullable String getMethodName() {
            return plain.getMethodName();
        }

        @Override
        public @Nullable Method getMethod() {
            return plain.getMethod();
        }
    }
}
