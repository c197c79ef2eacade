package io.redoubt.hibernate;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import io.redoubt.field.LockedField;
import io.redoubt.key.FieldName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.persister.entity.EntityPersister;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The encrypted attributes of the entities of a session factory. */
final class EncryptedModel {

    private static final Logger log = LoggerFactory.getLogger(EncryptedModel.class);

    private final Metadata metadata;
    private final List<EncryptedAttribute> attributes;

    private EncryptedModel(Metadata metadata, List<EncryptedAttribute> attributes) {
        this.metadata = metadata;
        this.attributes = attributes;
    }

    static EncryptedModel of(Metadata metadata) {
        return new EncryptedModel(metadata, AttributeSearch.in(metadata));
    }

    boolean isEmpty() {
        return attributes.isEmpty();
    }

    List<EncryptedAttribute> attributes() {
        return attributes;
    }

    /** Refuses what cannot be encrypted or bound, all problems at once. */
    void check(FieldEncryption encryption) {
        List<Problem> problems = new ArrayList<>(NameChecks.of(attributes));
        attributes.stream().filter(NameChecks::isNamed).forEach(attribute -> {
            problems.addAll(AttributeChecks.of(attribute, encryption));
            problems.addAll(BindingChecks.of(attribute));
            checkSubjects(attribute, encryption, problems);
        });
        problems.addAll(OrderingChecks.of(metadata, attributes));
        refuse(problems);
    }

    private static void checkSubjects(
            EncryptedAttribute attribute, FieldEncryption encryption, List<Problem> problems) {
        if (!attribute.annotation().subject().isEmpty() && encryption.subjects().isEmpty()) {
            problems.add(new Problem(
                    attribute.place(),
                    "has a subject, and there are no keys of subjects",
                    "issue keys of purpose subject-wrap to this service, and give FieldEncryption a SubjectKeyStore; the starter does so"
                            + " where there is a DataSource"));
        }
    }

    /** {@return what has to stay as it is about each} */
    List<LockedField> facts(FieldEncryption encryption) {
        return attributes.stream()
                .map(attribute -> FieldFacts.of(attribute, encryption))
                .toList();
    }

    /** Has everything that values are bound to tell of itself. */
    void prepare(LateOpening opening) {
        attributes.stream()
                .flatMap(attribute -> Binding.of(attribute).attributes(attribute.entity()))
                .distinct()
                .forEach(property -> property.setPropertyAccessStrategy(new BoundAccess(
                        property.getPropertyAccessStrategy(
                                property.getPersistentClass().getMappedClass()),
                        opening)));
    }

    /** {@return a field that is bound to the version, by the names of all entities that have this version} */
    Map<String, FieldName> boundVersions() {
        Map<String, FieldName> bound = new HashMap<>();
        for (EncryptedAttribute attribute : attributes) {
            Property version = attribute.entity().getVersion();
            if (version != null && Binding.of(attribute).further().contains(version.getName())) {
                metadata.getEntityBindings().stream()
                        .filter(entity ->
                                entity.getRootClass() == attribute.entity().getRootClass())
                        .forEach(entity -> bound.put(entity.getEntityName(), attribute.name()));
            }
        }
        return bound;
    }

    /** {@return the entities with their fields, once the session factory has started} */
    List<LateOpening.Owner> start(FieldEncryption encryption, LateOpening opening, SessionFactoryImplementor factory) {
        FieldAssembly assembly = new FieldAssembly(encryption);
        attributes.forEach(attribute -> attribute.declaration().resolve(assembly.field(attribute, factory), opening));
        List<Problem> problems = new ArrayList<>();
        List<LateOpening.Owner> owners = new ArrayList<>();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(entity.getEntityName());
            List<BoundField> bound = new ArrayList<>();
            for (EncryptedAttribute attribute : placedIn(entity)) {
                problems.addAll(BindingChecks.ofIds(attribute, persister));
                bound.add(Binding.of(attribute).in(persister, attribute));
            }
            if (!bound.isEmpty()) {
                owners.add(new LateOpening.Owner(persister, List.copyOf(bound)));
            }
        }
        refuse(problems.stream().distinct().toList());
        attributes.forEach(EncryptedModel::report);
        return owners;
    }

    /** {@return the attributes that an entity declares or inherits} */
    private List<EncryptedAttribute> placedIn(PersistentClass entity) {
        List<Property> closure = entity.getPropertyClosure();
        return attributes.stream()
                .filter(EncryptedAttribute::isPlaced)
                .filter(attribute -> closure.stream().anyMatch(property -> property == attribute.property()))
                .toList();
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static void report(EncryptedAttribute attribute) {
        String comparable = attribute.annotation().comparable() ? "; equal values show" : "";
        log.info("{} is encrypted and bound to {}{}", attribute.name(), Binding.of(attribute), comparable);
    }
}
