package io.redoubt.hibernate;

import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.AnnotationBasedUserType;
import org.hibernate.usertype.UserTypeCreationContext;
import org.jspecify.annotations.Nullable;

/**
 * Puts codes of a blind index into columns and takes them out. Made by Hibernate for each {@link Searchable}. Immutable and
 * thread-safe.
 */
final class IndexCodeType implements AnnotationBasedUserType<Searchable, IndexCode> {

    static final String DECLARATION = "declaration";

    private final IndexDeclaration declaration;

    /**
     * Is called by Hibernate.
     *
     * @param context which index it is
     */
    IndexCodeType(UserTypeCreationContext context) {
        this.declaration = (IndexDeclaration)
                Objects.requireNonNull(context.getParameters().get(DECLARATION));
    }

    /** Has nothing to do: types with parameters must have it. */
    @Override
    public void initialize(Searchable annotation, UserTypeCreationContext context) {}

    IndexDeclaration declaration() {
        return declaration;
    }

    @Override
    public int getSqlType() {
        return SqlTypes.VARBINARY;
    }

    @Override
    public Class<IndexCode> returnedClass() {
        return IndexCode.class;
    }

    @Override
    public boolean equals(@Nullable IndexCode one, @Nullable IndexCode other) {
        return IndexCode.isSame(one, other);
    }

    /** {@return the same for all: what is null may be the same as what does not open} */
    @Override
    public int hashCode(@Nullable IndexCode value) {
        return 0;
    }

    @Override
    public @Nullable IndexCode nullSafeGet(ResultSet row, int position, WrapperOptions options) throws SQLException {
        byte[] code = row.getBytes(position);
        return code == null ? null : IndexCode.stored(code);
    }

    @Override
    public void nullSafeSet(
            PreparedStatement statement, @Nullable IndexCode value, int position, WrapperOptions options)
            throws SQLException {
        byte[] code = value == null
                ? null
                : value.code(() -> tenant(options.getSession())).orElse(null);
        if (code == null) {
            statement.setNull(position, Types.VARBINARY);
        } else {
            statement.setBytes(position, code);
        }
    }

    /** {@return the tenant for whom a session works; one that works for all is no tenant} */
    private static Optional<String> tenant(@Nullable SharedSessionContractImplementor session) {
        Object tenant = session == null ? null : session.getTenantIdentifierValue();
        if (session == null || tenant == null) {
            return Optional.empty();
        }
        var resolver = session.getFactory().getSessionFactoryOptions().getCurrentTenantIdentifierResolver();
        return resolver != null && resolver.isRoot(tenant) ? Optional.empty() : Optional.of(tenant.toString());
    }

    @Override
    public @Nullable IndexCode deepCopy(@Nullable IndexCode value) {
        return value;
    }

    @Override
    public boolean isMutable() {
        return false;
    }

    @Override
    public @Nullable Serializable disassemble(@Nullable IndexCode value) {
        return value == null ? null : value.code(Optional::empty).orElse(null);
    }

    @Override
    public @Nullable IndexCode assemble(@Nullable Serializable cached, Object owner) {
        return cached == null ? null : IndexCode.stored((byte[]) cached);
    }

    @Override
    public Boolean isComparable() {
        return false;
    }

    @Override
    public String toString() {
        return "IndexCodeType";
    }
}
