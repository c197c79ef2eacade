package io.redoubt.hibernate;

import java.util.Properties;
import org.hibernate.binder.AttributeBinder;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.property.access.spi.PropertyAccessStrategyResolver;

/**
 * Has Hibernate handle the attributes with {@link Encrypted} sealed. Made by Hibernate. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class EncryptedBinder implements AttributeBinder<Encrypted> {

    /** Is called by Hibernate. */
    public EncryptedBinder() {}

    @Override
    public void bind(Encrypted annotation, MetadataBuildingContext context, PersistentClass entity, Property property) {
        Declaration declaration = new Declaration(annotation, form(annotation, property));
        BasicValue value = (BasicValue) property.getValue();
        Properties parameters = new Properties();
        parameters.put(SealedType.DECLARATION, declaration);
        value.setTypeParameters(parameters);
        value.setTypeAnnotation(annotation);
        value.setExplicitCustomType(SealedType.class);
        property.setPropertyAccessStrategy(new SealedAccess(
                declaration,
                context.getBootstrapContext().getServiceRegistry().requireService(PropertyAccessStrategyResolver.class),
                property.getPropertyAccessorName()));
    }

    private static StoredForm form(Encrypted annotation, Property property) {
        return switch (annotation.form()) {
            case TEXT -> StoredForm.TEXT;
            case BINARY -> StoredForm.BINARY;
            case AUTO ->
                annotation.json() || String.class.getName().equals(property.getReturnedClassName())
                        ? StoredForm.TEXT
                        : StoredForm.BINARY;
        };
    }
}
