package io.redoubt.hibernate;

import org.hibernate.metamodel.RepresentationMode;
import org.hibernate.property.access.spi.Getter;
import org.hibernate.property.access.spi.PropertyAccess;
import org.hibernate.property.access.spi.PropertyAccessStrategy;
import org.hibernate.property.access.spi.PropertyAccessStrategyResolver;
import org.hibernate.property.access.spi.Setter;
import org.jspecify.annotations.Nullable;

/** Reaches an encrypted attribute as Hibernate would, and has Hibernate handle it sealed. Thread-safe. */
final class SealedAccess implements PropertyAccessStrategy {

    private final Declaration declaration;
    private final PropertyAccessStrategyResolver resolver;
    private final @Nullable String accessor;

    /**
     * Stands before another strategy.
     *
     * @param declaration the attribute
     * @param resolver finds the strategy that Hibernate would use
     * @param accessor the name of that, if the entity says one
     */
    SealedAccess(Declaration declaration, PropertyAccessStrategyResolver resolver, @Nullable String accessor) {
        this.declaration = declaration;
        this.resolver = resolver;
        this.accessor = accessor;
    }

    Declaration declaration() {
        return declaration;
    }

    @Override
    public PropertyAccess buildPropertyAccess(Class<?> container, String name, boolean setterRequired) {
        PropertyAccess access = resolver.resolvePropertyAccessStrategy(container, accessor, RepresentationMode.POJO)
                .buildPropertyAccess(container, name, setterRequired);
        Getter getter = new SealedGetter(declaration, access.getGetter());
        Setter plainSetter = access.getSetter();
        Setter setter = plainSetter == null ? null : new SealedSetter(declaration, plainSetter);
        return new Access(this, getter, setter);
    }

    /** What Hibernate asks for. */
    private record Access(
            PropertyAccessStrategy getPropertyAccessStrategy,
            Getter getGetter,
            @Nullable Setter getSetter) implements PropertyAccess {}
}
