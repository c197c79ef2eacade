package io.redoubt.spring;

import io.redoubt.masking.KnownSecrets;
import io.redoubt.masking.Masker;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** The values of the service's own properties that are secret by their names. */
final class OwnSecrets {

    private static final int LONGEST_NAME = 64;

    private OwnSecrets() {}

    /** Takes all of them that can be listed. */
    static void addAll(Environment environment, Masker masker, KnownSecrets secrets) {
        if (!(environment instanceof ConfigurableEnvironment configurable)) {
            return;
        }
        Set<String> names = new TreeSet<>();
        for (PropertySource<?> source : configurable.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                names.addAll(Arrays.asList(listed.getPropertyNames()));
            }
        }
        for (String name : names) {
            if (masker.detectorOfKey(name).filter(id -> id.startsWith("cred.")).isPresent()) {
                String value = value(environment, name);
                if (value != null) {
                    secrets.add(label(name), value);
                }
            }
        }
    }

    /** A property may refer to one that is not there, which is for its reader to say. */
    private static @Nullable String value(Environment environment, String name) {
        try {
            return environment.getProperty(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String label(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9.-]", "-");
        return plain.substring(Math.max(0, plain.length() - LONGEST_NAME));
    }
}
