package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.hibernate.FieldSettings;
import io.redoubt.key.FieldName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * What the properties under {@code redoubt.fields} say, judged.
 *
 * @param attributes what differs from the strict default, by logical name
 * @param minEpochs the oldest epoch of which there are ciphertexts, where it is said
 * @param lock where Spring finds the lock file
 * @param writeLock to where it is to be written, if it is
 * @param jobs how this instance takes part in jobs, if it does
 */
record ConfiguredFields(
        Map<FieldName, FieldSettings> attributes,
        Map<FieldName, Integer> minEpochs,
        String lock,
        Optional<Path> writeLock,
        Optional<JobSettings> jobs) {

    /**
     * {@return the settings}
     *
     * @throws ConfigurationException with everything that is wrong with them and with the keys that they need
     */
    static ConfiguredFields read(Environment environment, KeysOutcome keys) {
        Problems problems = new Problems();
        RedoubtProperties properties = PropertyReader.read(environment, problems);
        problems.addAll(keys.problems());
        ConfiguredFields read = new FieldsReader(properties, problems).read(keys);
        if (!problems.none()) {
            throw problems.toException();
        }
        return read;
    }
}
