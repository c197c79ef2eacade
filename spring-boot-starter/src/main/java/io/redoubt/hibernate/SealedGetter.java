package io.redoubt.hibernate;

import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.property.access.spi.Getter;
import org.jspecify.annotations.Nullable;

/** Takes the value out of an attribute, to be sealed when it is written. */
final class SealedGetter implements Getter {

    private static final long serialVersionUID = 1L;

    /** Transient because Hibernate serialises no getter any more, though its interface says so. */
    private final transient Declaration declaration;

    private final Getter plain;

    SealedGetter(Declaration declaration, Getter plain) {
        this.declaration = declaration;
        this.plain = plain;
    }

    @Override
    public @Nullable Object get(Object owner) {
        return sealed(plain.get(owner));
    }

    @Override
    public @Nullable Object getForInsert(
            Object owner, Map<Object, Object> merged, SharedSessionContractImplementor session) {
        return sealed(plain.getForInsert(owner, merged, session));
    }

    private @Nullable Sealed sealed(@Nullable Object attribute) {
        if (attribute == null) {
            return null;
        }
        EncryptedField field = declaration.field();
        return Sealed.of(field, attribute);
    }

    @Override
    public Class<?> getReturnTypeClass() {
        return plain.getReturnTypeClass();
    }

    @Override
    public Type getReturnType() {
        return plain.getReturnType();
    }

    @Override
    public @Nullable Member getMember() {
        return plain.getMember();
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
