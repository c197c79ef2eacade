package io.redoubt.spring;

import java.time.Duration;
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
import org.springframework.util.unit.DataSize;

/** Reads everything under {@code redoubt.} at once, and takes down what cannot be read or is not known. */
final class PropertyReader {

    private static final String PREFIX = "redoubt";
    private static final Bindable<RedoubtProperties> TARGET = Bindable.of(RedoubtProperties.class);

    private PropertyReader() {}

    static RedoubtProperties read(Environment environment, Problems problems) {
        Binder binder = Binder.get(environment);
        RedoubtProperties properties = binder.bindOrCreate(PREFIX, TARGET, new TakingDownFailures(problems));
        takeDownUnknown(binder, problems);
        // Nothing could be read of "redoubt: text"; with the defaults, all other problems are found.
        return properties == null ? new Binder().bindOrCreate(PREFIX, TARGET) : properties;
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
            takeDown(unknown, problems);
        }
    }

    /** What could not be read counts as unbound, too, and was taken down already. */
    private static void takeDown(UnboundConfigurationPropertiesException unknown, Problems problems) {
        unknown.getUnboundProperties().stream()
                .map(property -> property.getName().toString())
                .filter(property -> !problems.has(property))
                .forEach(property -> problems.add(property, "is not a property of redoubt", remedy(property)));
    }

    /** Without brackets, the dot in the name of a field parts it from what is no property then. */
    private static String remedy(String property) {
        if (property.startsWith(MaskingReader.DETECTORS + ".")) {
            return "write the id of the detector in brackets: " + MaskingReader.EXAMPLE;
        }
        return property.startsWith(FieldsReader.ATTRIBUTES + ".")
                ? "write the name of the field in brackets: " + FieldsReader.EXAMPLE
                : "correct or remove it";
    }

    private static final class TakingDownFailures extends AbstractBindHandler {

        private final Problems problems;

        TakingDownFailures(Problems problems) {
            this.problems = problems;
        }

        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
            if (error instanceof UnboundConfigurationPropertiesException gap) { // a list without its first elements
                takeDown(gap, problems);
            } else {
                // Without the error: it repeats the value.
                problems.add(
                        name.toString(),
                        "cannot be read",
                        expected(target.getType().resolve(Object.class)));
            }
            return null; // go on with the default, to find all other problems
        }

        private static String expected(Class<?> type) {
            if (type == Duration.class) {
                return "write a duration such as 30s, 5m or 24h";
            }
            if (type == DataSize.class) {
                return "write a size such as 1MB";
            }
            if (type == int.class || type == long.class) {
                return "write a whole number";
            }
            return type == boolean.class
                    ? "write true or false"
                    : "write the properties that belong below it, not a text in their place";
        }
    }
}
