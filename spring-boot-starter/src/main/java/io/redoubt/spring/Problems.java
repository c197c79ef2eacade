package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Collects everything that is wrong with the properties, so that it is reported at once; what two readers find is reported once.
 * Not thread-safe.
 */
final class Problems {

    private final Set<ConfigurationException.Problem> found = new LinkedHashSet<>();

    void add(String property, String problem, String remedy) {
        found.add(new ConfigurationException.Problem(property, problem, remedy));
    }

    void addAll(List<ConfigurationException.Problem> problems) {
        found.addAll(problems);
    }

    List<ConfigurationException.Problem> all() {
        return List.copyOf(found);
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
        return new ConfigurationException(all());
    }
}
