package io.redoubt.hibernate;

import io.redoubt.ConfigurationException;
import java.lang.reflect.Type;
import org.hibernate.binder.AttributeBinder;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Value;
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
        Value value = property.getValue();
        Type type = property.getGetter(DeclaringClass.of(entity, property)).getReturnType();
        if (value instanceof BasicValue basic) {
            Declaration declaration = new Declaration(annotation, type);
            declaration.storeBy(SealedType.class, basic);
            property.setPropertyAccessStrategy(
                    new SealedAccess(declaration, resolver(context), property.getPropertyAccessorName()));
            property.setLazy(false); // what is fetched alone is shown to no listener
        } else if (value instanceof Collection collection && collection.getElement() instanceof BasicValue element) {
            new Declaration(annotation, ReflectedTypes.element(type)).storeBy(SealedElementType.class, element);
        } else {
            throw new ConfigurationException(
                    "@Encrypted on " + entity.getJpaEntityName() + "." + property.getName(),
                    "stands on an association or on a whole embeddable",
                    "put it on the attributes that hold values");
        }
    }

    private static PropertyAccessStrategyResolver resolver(MetadataBuildingContext context) {
        return context.getBootstrapContext().getServiceRegistry().requireService(PropertyAccessStrategyResolver.class);
    }
}
