package io.redoubt.hibernate;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.AnnotationBasedUserType;
import org.hibernate.usertype.UserTypeCreationContext;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was sealed into columns and takes it out, unopened; caches hold what the columns hold. Made by Hibernate for each
 * encrypted attribute. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SealedType implements AnnotationBasedUserType<Encrypted, Sealed> {

    private final Declaration declaration;

    /**
     * Is called by Hibernate.
     *
     * @param context which attribute it is
     */
    public SealedType(UserTypeCreationContext context) {
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
    public Class<Sealed> returnedClass() {
        return Sealed.class;
    }

    @Override
    public boolean equals(@Nullable Sealed one, @Nullable Sealed other) {
        return Sealed.isSame(one, other);
    }

    /** {@return the same for all: what is null may be the same as what does not open} */
    @Override
    public int hashCode(@Nullable Sealed value) {
        return 0;
    }

    @Override
    public @Nullable Sealed nullSafeGet(ResultSet row, int position, WrapperOptions options) throws SQLException {
        Object stored = declaration.form().read(row, position);
        return stored == null ? null : Sealed.stored(declaration.field(), stored);
    }

    @Override
    public void nullSafeSet(PreparedStatement statement, @Nullable Sealed value, int position, WrapperOptions options)
            throws SQLException {
        if (value == null) {
            statement.setNull(position, declaration.form().sqlType());
        } else {
            declaration.form().write(statement, position, value.stored());
        }
    }

    @Override
    public @Nullable Sealed deepCopy(@Nullable Sealed value) {
        return value;
    }

    /** {@return whether values may change in place: then an enhanced entity does not know, and Hibernate compares} */
    @Override
    public boolean isMutable() {
        return declaration.isMutable();
    }

    @Override
    public @Nullable Serializable disassemble(@Nullable Sealed value) {
        return value == null ? null : (Serializable) value.stored();
    }

    @Override
    public @Nullable Sealed assemble(@Nullable Serializable cached, Object owner) {
        return cached == null ? null : Sealed.stored(declaration.field(), cached);
    }

    @Override
    public Boolean isComparable() {
        return false;
    }

    @Override
    public String toString() {
        return "SealedType";
    }
}
