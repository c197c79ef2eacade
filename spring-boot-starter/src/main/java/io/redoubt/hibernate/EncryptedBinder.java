package io.redoubt.hibernate;

import io.redoubt.ConfigurationException;
import java.lang.reflect.Type;
import org.hibernate.binder.AttributeBinder;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Set;
import org.hibernate.mapping.Value;
import org.hibernate.property.access.spi.PropertyAccessStrategyResolver;
import org.jspecify.annotations.Nullable;

/**
 * Has Hibernate handle the attributes with {@link Encrypted} sealed. Made by Hibernate. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class EncryptedBinder implements AttributeBinder<Encrypted> {

    static final String SET = "is in a set, whose elements Hibernate deletes by their stored values";
    static final String NO_SET = "make it a List or a Map";

    /** Is called by Hibernate. */
    public EncryptedBinder() {}

    @Override
    public void bind(
            Encrypted annotation,
            MetadataBuildingContext context,
            @Nullable PersistentClass entity,
            Property property) {
        Value value = property.getValue();
        Type type = type(context, entity, property);
        if (value instanceof BasicValue basic) {
            Declaration declaration = new Declaration(annotation, type);
            declaration.storeBy(SealedType.class, basic);
            property.setPropertyAccessStrategy(
                    new SealedAccess(declaration, resolver(context), property.getPropertyAccessorName()));
        } else if (value instanceof Set) {
            throw refusal(property, SET, NO_SET);
        } else if (value instanceof Collection collection && collection.getElement() instanceof BasicValue element) {
            new Declaration(annotation, ReflectedTypes.element(type)).storeBy(SealedElementType.class, element);
        } else {
            throw refusal(
                    property,
                    "stands on an association or on a whole embeddable",
                    "put it on the attributes that hold values");
        }
    }

    private static ConfigurationException refusal(Property property, String problem, String remedy) {
        return new ConfigurationException("@Encrypted on " + property.getName(), problem, remedy);
    }

    /** {@return the type of an attribute; Hibernate knows no entity yet when it binds the embeddables of a collection} */
    private static Type type(MetadataBuildingContext context, @Nullable PersistentClass entity, Property property) {
        return entity == null
                ? ReflectedTypes.named(
                        property.getReturnedClassName(),
                        context.getBootstrapContext().getClassLoaderService())
                : property.getGetter(DeclaringClass.of(entity, property)).getReturnType();
    }

    private static PropertyAccessStrategyResolver resolver(MetadataBuildingContext context) {
        return context.getBootstrapContext().getServiceRegistry().requireService(PropertyAccessStrategyResolver.class);
    }
}
