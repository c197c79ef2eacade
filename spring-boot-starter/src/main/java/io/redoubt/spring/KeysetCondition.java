package io.redoubt.spring;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the service is to have keys; whether it can have them, {@link KeysReader} judges. */
final class KeysetCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        return environment.getProperty(KeysReader.LOCATION) != null
                || Binder.get(environment)
                        .bind(KeysReader.DEVELOPMENT, Bindable.of(Boolean.class), new IgnoreErrorsBindHandler())
                        .orElse(false);
    }
}
