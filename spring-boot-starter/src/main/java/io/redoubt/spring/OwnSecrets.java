package io.redoubt.spring;

import io.redoubt.masking.KnownSecrets;
import io.redoubt.masking.Masker;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Has the values of the service's own secret properties erased from its log.
 *
 * @param environment that has the properties
 * @param secrets that are erased
 */
record OwnSecrets(Environment environment, KnownSecrets secrets) {

    private static final int LONGEST_NAME = 64;

    /** Folders, which each shell has among its variables (POSIX.1-2024, cd), and no passwords. */
    private static final Set<String> FOLDERS = Set.of("PWD", "OLDPWD");

    /** Takes all that can be listed and are secret by their names. */
    void takeBySecretNames(Masker masker) {
        for (String name : names()) {
            if (!FOLDERS.contains(name)
                    && masker.detectorOfKey(name)
                            .filter(id -> id.startsWith("cred."))
                            .isPresent()) {
                take(name);
            }
        }
    }

    /** {@return those of the names whose values were not taken: there are none, or they are too short or too long} */
    List<String> take(List<String> names) {
        return names.stream()
                .filter(name -> !name.isBlank())
                .filter(name -> !take(name))
                .toList();
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        if (environment instanceof ConfigurableEnvironment configurable) {
            for (PropertySource<?> source : configurable.getPropertySources()) {
                if (source instanceof EnumerablePropertySource<?> listed) {
                    names.addAll(Arrays.asList(listed.getPropertyNames()));
                }
            }
        }
        return names;
    }

    private boolean take(String name) {
        String value = value(name);
        if (value == null) {
            return false;
        }
        for (String item : value.split(",", -1)) { // a list is written so
            secrets.add(label(name), item.strip());
        }
        return secrets.add(label(name), value.strip());
    }

    /** A property may refer to one that is not there, or be no text: both are for its reader to say. */
    private @Nullable String value(String name) {
        try {
            return environment.getProperty(name);
        } catch (IllegalArgumentException | ConversionException e) {
            return null;
        }
    }

    private static String label(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9.-]", "-");
        return plain.substring(Math.max(0, plain.length() - LONGEST_NAME));
    }
}
