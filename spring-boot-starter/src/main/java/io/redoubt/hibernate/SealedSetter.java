package io.redoubt.hibernate;

import java.lang.reflect.Method;
import org.hibernate.property.access.spi.Setter;
import org.jspecify.annotations.Nullable;

/** Puts what was opened into an attribute. */
final class SealedSetter implements Setter {

    private static final long serialVersionUID = 1L;

    private final Setter plain;

    SealedSetter(Setter plain) {
        this.plain = plain;
    }

    @Override
    public void set(Object owner, @Nullable Object value) {
        plain.set(owner, value == null ? null : ((Sealed) value).attribute());
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
