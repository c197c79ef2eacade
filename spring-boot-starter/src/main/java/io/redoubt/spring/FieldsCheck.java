package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.field.LockedField;
import io.redoubt.hibernate.FieldSettings;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ResourceLoader;

/**
 * Compares what the properties and the lock file say with the encrypted fields that there are, once all entities are known, and
 * says in the log what encryption does not hide of them.
 */
final class FieldsCheck implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");

    private final ConfiguredFields configured;
    private final Optional<OpenKeyset> keyset;
    private final Supplier<DeclaredFields> declared;
    private final ResourceLoader resources;

    FieldsCheck(
            ConfiguredFields configured,
            Optional<OpenKeyset> keyset,
            Supplier<DeclaredFields> declared,
            ResourceLoader resources) {
        this.configured = configured;
        this.keyset = keyset;
        this.declared = declared;
        this.resources = resources;
    }

    /** @throws ConfigurationException with everything that does not fit */
    @Override
    public void afterSingletonsInstantiated() {
        DeclaredFields fields = declared.get();
        Problems problems = new Problems();
        checkNames(fields, problems);
        if (configured.jobs().isPresent() && fields.fields().isEmpty()) {
            problems.add(
                    JobsReader.ENABLED,
                    "is true, and no entity has an encrypted attribute",
                    "mark an attribute @Encrypted, or remove this");
        }
        keyset.ifPresent(open -> {
            checkPurposes(fields, open.keyset(), problems);
            checkUniqueIndexes(fields, open.keyset(), problems);
        });
        if (fields.hasEntities()) {
            boolean isDevelopment =
                    keyset.map(open -> open.source().isDevelopment()).orElse(false);
            new LockFileCheck(configured, isDevelopment, resources, problems).check(fields.lock());
        }
        if (!problems.none()) {
            throw problems.toException();
        }
        fields.fields().forEach(this::report);
    }

    /** What is misspelt would silently protect nothing. */
    private void checkNames(DeclaredFields fields, Problems problems) {
        configured.attributes().keySet().stream()
                .filter(name -> fields.lock().field(name).isEmpty())
                .forEach(name -> problems.add(
                        FieldsReader.property(name.toString()),
                        "is the name of no encrypted field",
                        fields.fields().isEmpty()
                                ? "mark the attribute @Encrypted, or remove this"
                                : "write one of "
                                        + fields.fields().stream()
                                                .map(field -> field.name().toString())
                                                .collect(Collectors.joining(", "))));
    }

    private static void checkPurposes(DeclaredFields fields, ServiceKeyset keys, Problems problems) {
        fields.fields().stream()
                .flatMap(field -> Stream.of(
                                Stream.of(field.purpose()),
                                field.indexes().stream().map(index -> Purpose.BLIND_INDEX),
                                field.subject().stream().map(subject -> Purpose.SUBJECT_WRAP))
                        .flatMap(purposes -> purposes))
                .distinct()
                .filter(purpose -> !keys.has(purpose))
                .forEach(purpose -> problems.add(
                        KeysReader.LOCATION,
                        "names a keyset that has no key of purpose " + purpose.id() + ", and entities need one",
                        "issue a keyset with that purpose to this service"));
    }

    /** FORMATS section 5: under two epochs, the same value has two codes, and the database would take both. */
    private static void checkUniqueIndexes(DeclaredFields fields, ServiceKeyset keys, Problems problems) {
        fields.fields().stream()
                .flatMap(field -> field.indexes().stream())
                .filter(index -> index.unique()
                        && keys.has(Purpose.BLIND_INDEX)
                        && keys.indexes(index.name()).size() > 1)
                .forEach(index -> problems.add(
                        index.name().field() + ", index " + index.name().index(),
                        "is unique, and the keyset has two epochs for it: one value would have two codes, and could be there"
                                + " twice",
                        "declare a second index with a column of its own, fill it, and drop the first; then rotate"));
    }

    private void report(LockedField field) {
        FieldExposure exposure = new FieldExposure(
                field,
                configured
                        .attributes()
                        .getOrDefault(field.name(), FieldSettings.STRICT)
                        .onTamper());
        log.info(
                "redoubt: field {} in {}.{}: {}, bound to {}{}; who reads the database sees {}; who writes to it can {}",
                field.name(),
                field.table(),
                field.column(),
                field.mode().id(),
                exposure.binding(),
                field.subject()
                        .map(subject -> "; erased with whom " + subject.column() + " names")
                        .orElse(""),
                String.join(", ", exposure.visible()),
                exposure.changeable().isEmpty()
                        ? "change nothing without a refusal"
                        : String.join(", ", exposure.changeable()));
    }
}
