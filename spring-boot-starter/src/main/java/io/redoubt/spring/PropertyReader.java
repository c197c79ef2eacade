package io.redoubt.spring;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/** Reads everything under {@code redoubt.} at once, and takes down what cannot be read or is not known. */
final class PropertyReader {

    private static final String PREFIX = "redoubt";
    private static final Bindable<RedoubtProperties> TARGET = Bindable.of(RedoubtProperties.class);

    private PropertyReader() {}

    static RedoubtProperties read(Environment environment, Problems problems) {
        Binder binder = Binder.get(environment);
        RedoubtProperties properties = binder.bindOrCreate(PREFIX, TARGET, new TakingDownFailures(problems));
        takeDownUnknown(binder, problems);
        return properties;
    }

    /** A misspelt property would silently protect nothing. */
    private static void takeDownUnknown(Binder binder, Problems problems) {
        BindHandler handler =
                new NoUnboundElementsBindHandler(new IgnoreErrorsBindHandler(), new UnboundElementsSourceFilter());
        try {
            binder.bindOrCreate(PREFIX, TARGET, handler);
        } catch (BindException e) {
            if (!(e.getCause() instanceof UnboundConfigurationPropertiesException unknown)) {
                throw e;
            }
            unknown.getUnboundProperties()
                    .forEach(property -> problems.add(
                            property.getName().toString(), "is not a property of redoubt", "correct or remove it"));
        }
    }

    private static final class TakingDownFailures extends AbstractBindHandler {

        private final Problems problems;

        TakingDownFailures(Problems problems) {
            this.problems = problems;
        }

        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
            Class<?> type = target.getType().resolve(Object.class);
            // Without the error: it repeats the value.
            problems.add(name.toString(), "cannot be read", "write " + expected(type));
            return null; // go on with the default, to find all other problems
        }

        private static String expected(Class<?> type) {
            return type == Duration.class
                    ? "a duration such as 30s, 5m or 24h"
                    : "a value of type " + type.getSimpleName().toLowerCase(Locale.ROOT);
        }
    }
}
