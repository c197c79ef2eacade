package io.redoubt.hibernate;

import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.property.access.spi.Getter;
import org.hibernate.property.access.spi.PropertyAccess;
import org.hibernate.property.access.spi.PropertyAccessStrategy;
import org.hibernate.property.access.spi.PropertyAccessStrategyResolver;
import org.hibernate.property.access.spi.Setter;
import org.jspecify.annotations.Nullable;

/** Reads, as what is in the column of an index, the code of the value that the attribute has; and keeps nothing. Thread-safe. */
final class IndexAccess implements PropertyAccessStrategy {

    private final IndexDeclaration declaration;
    private final PropertyAccessStrategyResolver resolver;
    private final @Nullable String accessor;

    /**
     * Stands for the access to a property that the entity does not have.
     *
     * @param declaration the index
     * @param resolver finds the strategy for the attribute
     * @param accessor the name of that, if the entity says one
     */
    IndexAccess(IndexDeclaration declaration, PropertyAccessStrategyResolver resolver, @Nullable String accessor) {
        this.declaration = declaration;
        this.resolver = resolver;
        this.accessor = accessor;
    }

    IndexDeclaration declaration() {
        return declaration;
    }

    @Override
    public PropertyAccess buildPropertyAccess(Class<?> container, String name, boolean setterRequired) {
        PropertyAccess attribute = resolver.resolvePropertyAccessStrategy(container, accessor, RepresentationMode.POJO)
                .buildPropertyAccess(container, declaration.attribute(), false);
        return new Access(this, new CodeGetter(declaration, attribute.getGetter()), new NoSetter());
    }

    /** What Hibernate asks for. */
    private record Access(PropertyAccessStrategy getPropertyAccessStrategy, Getter getGetter, Setter getSetter)
            implements PropertyAccess {}

    /** Takes the value out of the attribute. */
    private static final class CodeGetter implements Getter {

        private static final long serialVersionUID = 1L;

        /** Transient because Hibernate serialises no getter any more, though its interface says so. */
        private final transient IndexDeclaration declaration;

        private final Getter attribute;

        private CodeGetter(IndexDeclaration declaration, Getter attribute) {
            this.declaration = declaration;
            this.attribute = attribute;
        }

        @Override
        public @Nullable Object get(Object owner) {
            return code(attribute.get(owner));
        }

        @Override
        public @Nullable Object getForInsert(
                Object owner, Map<Object, Object> merged, SharedSessionContractImplementor session) {
            return code(attribute.getForInsert(owner, merged, session));
        }

        private @Nullable IndexCode code(@Nullable Object value) {
            if (value == null) {
                return null;
            }
            IndexedField index = declaration.index();
            return IndexCode.of(index, index.field().plain(value));
        }

        @Override
        public Class<?> getReturnTypeClass() {
            return IndexCode.class;
        }

        @Override
        public Type getReturnType() {
            return IndexCode.class;
        }

        @Override
        public @Nullable Member getMember() {
            return null;
        }

        @Override
        public @Nullable String getMethodName() {
            return null;
        }

        @Override
        public @Nullable Method getMethod() {
            return null;
        }
    }

    /** The entity keeps no codes. */
    private static final class NoSetter implements Setter {

        private static final long serialVersionUID = 1L;

        @Override
        public void set(Object owner, @Nullable Object value) {
            // What was loaded is in Hibernate's own state of the entity.
        }

        @Override
        public @Nullable String getMethodName() {
            return null;
        }

        @Override
        public @Nullable Method getMethod() {
            return null;
        }
    }
}
