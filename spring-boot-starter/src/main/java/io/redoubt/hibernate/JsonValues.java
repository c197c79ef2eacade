package io.redoubt.hibernate;

import java.lang.reflect.Type;
import java.util.Objects;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/** Values that Hibernate's mapper writes as JSON. Thread-safe as that mapper is. */
final class JsonValues implements ValueForm {

    private final FormatMapper mapper;
    private final JavaType<Object> type;
    private final WrapperOptions options;

    private JsonValues(FormatMapper mapper, JavaType<Object> type, WrapperOptions options) {
        this.mapper = mapper;
        this.type = type;
        this.options = options;
    }

    @SuppressWarnings("unchecked") // values are handled as objects
    static JsonValues of(Type type, SessionFactoryImplementor factory) {
        return new JsonValues(
                factory.getSessionFactoryOptions().getJsonFormatMapper(),
                (JavaType<Object>)
                        factory.getTypeConfiguration().getJavaTypeRegistry().resolveDescriptor(type),
                factory.getWrapperOptions());
    }

    @Override
    public Object plain(Object attribute) {
        return mapper.toString(attribute, type, options);
    }

    @Override
    public Object attribute(Object plain) {
        try {
            return mapper.fromString((String) plain, type, options);
        } catch (RuntimeException e) {
            // Without its cause: mappers quote the value.
            throw new IllegalStateException(
                    "the JSON that was sealed is not what the mapper reads as " + type.getTypeName());
        }
    }

    /** Another mapper may have written one of them: what both stand for decides. */
    @Override
    public boolean isSame(Object one, Object other) {
        if (one.equals(other)) {
            return true;
        }
        Object first = attribute(one);
        Object second = attribute(other);
        return Objects.equals(first, second) || plain(first).equals(plain(second));
    }
}
