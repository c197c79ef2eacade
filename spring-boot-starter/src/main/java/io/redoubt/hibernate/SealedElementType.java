package io.redoubt.hibernate;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.AnnotationBasedUserType;
import org.hibernate.usertype.LoggableUserType;
import org.hibernate.usertype.UserTypeCreationContext;
import org.jspecify.annotations.Nullable;

/**
 * Seals the elements of a collection when they are put into their column, and opens them when they are taken out: they are
 * bound to their field alone. Made by Hibernate for each such collection. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SealedElementType implements AnnotationBasedUserType<Encrypted, Object>, LoggableUserType {

    private final Declaration declaration;

    /**
     * Is called by Hibernate.
     *
     * @param context which collection it is
     */
    public SealedElementType(UserTypeCreationContext context) {
        this.declaration = Declaration.of(context);
    }

    /** Has nothing to do: types with parameters must have it. */
    @Override
    public void initialize(Encrypted annotation, UserTypeCreationContext context) {}

    @Override
    public int getSqlType() {
        return declaration.form().sqlType();
    }

    @Override
    @SuppressWarnings("unchecked") // elements are handled as objects
    public Class<Object> returnedClass() {
        return (Class<Object>) ReflectedTypes.raw(declaration.type());
    }

    @Override
    public boolean equals(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        EncryptedField field = declaration.field();
        return field.isSame(field.plain(one), field.plain(other));
    }

    /** {@return the same for all: what is equal is the field's to say} */
    @Override
    public int hashCode(@Nullable Object value) {
        return 0;
    }

    @Override
    public @Nullable Object nullSafeGet(ResultSet row, int position, WrapperOptions options) throws SQLException {
        Object stored = declaration.form().read(row, position);
        return stored == null ? null : opened(stored);
    }

    @Override
    public void nullSafeSet(PreparedStatement statement, @Nullable Object value, int position, WrapperOptions options)
            throws SQLException {
        if (value == null) {
            statement.setNull(position, declaration.form().sqlType());
        } else {
            declaration.form().write(statement, position, sealed(value));
        }
    }

    private Object sealed(Object value) {
        return Sealed.of(declaration.field(), value).stored();
    }

    private @Nullable Object opened(Object stored) {
        return Sealed.stored(declaration.field(), stored).attribute();
    }

    @Override
    public @Nullable Object deepCopy(@Nullable Object value) {
        return value == null ? null : declaration.field().copy(value);
    }

    /** {@return whether elements may change: then Hibernate keeps a copy to compare with} */
    @Override
    public boolean isMutable() {
        return declaration.isMutable();
    }

    @Override
    public @Nullable Serializable disassemble(@Nullable Object value) {
        return value == null ? null : (Serializable) sealed(value);
    }

    @Override
    public @Nullable Object assemble(@Nullable Serializable cached, Object owner) {
        return cached == null ? null : opened(cached);
    }

    @Override
    public Boolean isComparable() {
        return false;
    }

    /** {@return a mask: Hibernate logs the entities of a flush} */
    @Override
    public String toLoggableString(Object value, SessionFactoryImplementor factory) {
        return "****";
    }

    @Override
    public String toString() {
        return "SealedElementType";
    }
}
