package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Collects everything that is wrong with the properties, so that it is reported at once. Not thread-safe. */
final class Problems {

    private final List<ConfigurationException.Problem> found = new ArrayList<>();

    void add(String property, String problem, String remedy) {
        found.add(new ConfigurationException.Problem(property, problem, remedy));
    }

    /** {@return the value, or nothing after its problems were taken down under the names of their properties} */
    <T> Optional<T> take(UnaryOperator<String> propertyOfSetting, Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> found.add(problem.at(propertyOfSetting.apply(problem.setting()))));
            return Optional.empty();
        }
    }

    /** {@return whether a problem with this very property was taken down} */
    boolean has(String property) {
        return found.stream().anyMatch(problem -> problem.setting().equals(property));
    }

    boolean none() {
        return found.isEmpty();
    }

    ConfigurationException toException() {
        return new ConfigurationException(found);
    }
}
