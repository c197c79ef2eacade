package io.redoubt.spring;

import io.redoubt.field.Migration;
import io.redoubt.hibernate.FieldSettings;
import io.redoubt.hibernate.OnErased;
import io.redoubt.hibernate.OnTamper;
import io.redoubt.key.FieldName;
import io.redoubt.key.Purpose;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Judges the properties under {@code redoubt.fields}. */
final class FieldsReader {

    static final String FIELDS = "redoubt.fields";
    static final String ATTRIBUTES = "redoubt.fields.attributes";
    static final String EXAMPLE = ATTRIBUTES + ".\"[customer.email]\"";
    static final String LOCK = "redoubt.fields.lock";
    static final String WRITE_LOCK = "redoubt.fields.write-lock";
    static final String DEFAULT_LOCK = "classpath:redoubt-fields.lock";

    private static final String CLASSPATH = "classpath:";
    private static final Map<String, Migration> MIGRATIONS = choices(Migration.values(), Migration::id);
    private static final int MAX_EPOCH = 65_535;
    private static final Pattern EPOCH = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Map<String, OnErased> ON_ERASED = choices(OnErased.values(), FieldsReader::text);
    private static final Map<String, OnTamper> ON_TAMPER = choices(OnTamper.values(), FieldsReader::text);

    private final RedoubtProperties properties;
    private final RedoubtProperties.Fields fields;
    private final Problems problems;

    FieldsReader(RedoubtProperties properties, Problems problems) {
        this.properties = properties;
        this.fields = properties.fields();
        this.problems = problems;
    }

    /** {@return the property of a field, as Spring Boot spells it} */
    static String property(String field) {
        return ATTRIBUTES + "[" + field + "]";
    }

    /** {@return the settings, good if no problem was taken down} */
    ConfiguredFields read(KeysOutcome keys) {
        checkOnTamper();
        checkKeys(keys);
        Map<FieldName, FieldSettings> attributes = new LinkedHashMap<>();
        Map<FieldName, Integer> minEpochs = new LinkedHashMap<>();
        fields.attributes().forEach((name, attribute) -> {
            FieldSettings settings = settings(property(name), attribute);
            Optional<Integer> minEpoch = Optional.ofNullable(attribute.minEpoch())
                    .flatMap(epoch -> epoch(property(name) + ".min-epoch", epoch));
            name(name).ifPresent(field -> {
                attributes.put(field, settings);
                minEpoch.ifPresent(epoch -> minEpochs.put(field, epoch));
            });
        });
        String example = "/home/alice/orders/src/main/resources/redoubt-fields.lock";
        String lock = fields.lock().startsWith(CLASSPATH)
                ? fields.lock()
                : FilePath.read(LOCK, fields.lock(), example, problems)
                        .map(path -> path.toUri().toString())
                        .orElse(DEFAULT_LOCK);
        Optional<Path> writeLock = Optional.ofNullable(fields.writeLock())
                .flatMap(path -> FilePath.read(WRITE_LOCK, path, example, problems));
        return new ConfiguredFields(
                attributes, minEpochs, lock, writeLock, new JobsReader(fields.jobs(), problems).read());
    }

    /** Where values may vanish is a decision about each of them. */
    private void checkOnTamper() {
        String property = FIELDS + ".on-tamper";
        if (fields.onTamper().equals("as-null")) {
            problems.add(
                    property,
                    "is as-null for all fields: whoever can write to the database could have any value vanish unnoticed",
                    "write throw, and as-null for those fields that may be missing: " + property("entity.field")
                            + ".on-tamper");
        } else if (!fields.onTamper().equals("throw")) {
            problems.add(property, "is not known", "write throw");
        }
    }

    /** Keys that are refused are a problem already. */
    private void checkKeys(KeysOutcome keys) {
        boolean isSet = !fields.attributes().isEmpty()
                || fields.writeLock() != null
                || fields.jobs().enabled()
                || !fields.lock().equals(DEFAULT_LOCK);
        if (isSet && !KeysReader.wantsKeys(properties)) {
            problems.add(
                    FIELDS,
                    "has settings, but this service has no keys to encrypt with",
                    "issue a keyset with 'redoubt keys issue' and name it under " + KeysReader.LOCATION + ", or set "
                            + KeysReader.DEVELOPMENT + " on a developer's machine");
        } else if (isSet && !keys.mayHave(Purpose.FIELD)) {
            problems.add(
                    FIELDS,
                    "has settings, but the keyset has no key of purpose " + Purpose.FIELD.id(),
                    "issue a keyset with that purpose to this service");
        }
    }

    private Optional<FieldName> name(String name) {
        try {
            return Optional.of(FieldName.parse(name));
        } catch (IllegalArgumentException e) {
            problems.add(property(name), "names no field", "write entity and field in brackets, such as " + EXAMPLE);
            return Optional.empty();
        }
    }

    private FieldSettings settings(String property, RedoubtProperties.Attribute attribute) {
        Optional<Migration> migration = choice(property + ".migration", attribute.migration(), MIGRATIONS);
        Optional<OnTamper> onTamper = choice(property + ".on-tamper", attribute.onTamper(), ON_TAMPER);
        Optional<OnErased> onErased = choice(property + ".on-erased", attribute.onErased(), ON_ERASED);
        return new FieldSettings(
                migration.orElse(Migration.ENCRYPTED_ONLY),
                onTamper.orElse(OnTamper.THROW),
                onErased.orElse(OnErased.THROW));
    }

    private Optional<Integer> epoch(String property, String text) {
        Optional<Integer> epoch = Optional.of(text)
                .filter(digits -> EPOCH.matcher(digits).matches())
                .map(Integer::valueOf)
                .filter(number -> number <= MAX_EPOCH);
        if (epoch.isEmpty()) {
            problems.add(property, "is no epoch", "write a number from 1 to " + MAX_EPOCH);
        }
        return epoch;
    }

    private <T> Optional<T> choice(String property, String value, Map<String, T> choices) {
        Optional<T> choice = Optional.ofNullable(choices.get(value));
        if (choice.isEmpty()) {
            problems.add(property, "is not known", "write " + String.join(" or ", choices.keySet()));
        }
        return choice;
    }

    /** {@return the constants, in their order, as properties name them} */
    private static <E> Map<String, E> choices(E[] constants, Function<E, String> text) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E constant : constants) {
            choices.put(text.apply(constant), constant);
        }
        return choices;
    }

    /** {@return a choice, as properties name it} */
    static String text(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
