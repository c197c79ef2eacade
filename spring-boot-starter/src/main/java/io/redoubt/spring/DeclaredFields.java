package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import io.redoubt.field.FieldLock;
import io.redoubt.field.LockedField;
import io.redoubt.field.Migration;
import io.redoubt.key.FieldName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The encrypted fields of all entities of an application.
 *
 * @param lock what has to stay as it is about them
 * @param hasEntities whether the application keeps entities at all, so that a lock without fields says something
 */
record DeclaredFields(FieldLock lock, boolean hasEntities) {

    /** {@return no fields, where there are no entities} */
    static DeclaredFields none() {
        return new DeclaredFields(FieldLock.of(List.of()), false);
    }

    /**
     * {@return these}
     *
     * @param fields of all entity managers; several may keep the same entities
     * @throws ConfigurationException if two attributes have one name
     */
    static DeclaredFields of(Collection<LockedField> fields) {
        List<LockedField> different = fields.stream().distinct().toList();
        Map<FieldName, Long> counts =
                different.stream().collect(Collectors.groupingBy(LockedField::name, Collectors.counting()));
        List<Problem> problems = counts.entrySet().stream()
                .filter(count -> count.getValue() > 1)
                .map(count -> new Problem(
                        count.getKey().toString(),
                        "is the name of two attributes, which would share a key",
                        "give one of them a name of its own with @Encrypted(name = ...)"))
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new DeclaredFields(FieldLock.of(different), true);
    }

    List<LockedField> fields() {
        return lock.fields();
    }

    private String describeSubjects() {
        long count =
                fields().stream().filter(field -> field.subject().isPresent()).count();
        return count == 0 ? "" : "; of these erased with a person: " + count;
    }

    /** {@return how many there are, how far they have come and who works on them, for the start-up line; empty if there are none} */
    String describe(ConfiguredFields configured) {
        if (fields().isEmpty()) {
            return "";
        }
        Map<Migration, Long> counts = fields().stream()
                .collect(Collectors.groupingBy(LockedField::mode, TreeMap::new, Collectors.counting()));
        return "; encrypted fields: " + fields().size() + " ("
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey().id())
                        .collect(Collectors.joining(", "))
                + ")"
                + describeSubjects()
                + configured.jobs().map(JobSettings::describe).orElse("");
    }
}
