package io.redoubt.hibernate;

import java.lang.reflect.Method;
import org.hibernate.property.access.spi.Setter;
import org.jspecify.annotations.Nullable;

/** Puts what was opened into an attribute. */
final class SealedSetter implements Setter {

    private static final long serialVersionUID = 1L;

    /** Transient because Hibernate serialises no setter any more, though its interface says so. */
    private final transient Declaration declaration;

    private final Setter plain;

    SealedSetter(Declaration declaration, Setter plain) {
        this.declaration = declaration;
        this.plain = plain;
    }

    @Override
    public void set(Object owner, @Nullable Object value) {
        if (value == null) {
            plain.set(owner, null);
            return;
        }
        Sealed sealed = (Sealed) value;
        if (sealed.isOpened()) {
            plain.set(owner, sealed.attribute());
        } else {
            declaration.open(owner, sealed, opened -> plain.set(owner, opened.attribute()));
        }
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
