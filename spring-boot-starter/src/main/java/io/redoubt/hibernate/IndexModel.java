package io.redoubt.hibernate;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import io.redoubt.field.BlindIndex;
import io.redoubt.hibernate.IndexedField.TenantSource;
import io.redoubt.hibernate.LateOpening.Owner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/** The indexes of the encrypted attributes of a session factory. */
final class IndexModel {

    private final Metadata metadata;
    private final List<EncryptedAttribute> attributes;

    private IndexModel(Metadata metadata, List<EncryptedAttribute> attributes) {
        this.metadata = metadata;
        this.attributes = attributes;
    }

    static IndexModel of(Metadata metadata, List<EncryptedAttribute> attributes) {
        return new IndexModel(metadata, attributes);
    }

    /**
     * Looks at what was annotated, before Hibernate does.
     *
     * @throws ConfigurationException if an index cannot be kept, with every problem
     */
    void check(FieldEncryption encryption) {
        Set<Problem> problems = new LinkedHashSet<>();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            IndexChecks checks = new IndexChecks(encryption.keys(), entity);
            for (IndexDeclaration index : indexes(entity.getProperties())) {
                problems.addAll(checks.problems(index, attribute(entity, index)));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(List.copyOf(problems));
        }
    }

    /** {@return the indexes of each entity, by its name} */
    Map<String, List<BoundIndex>> start(FieldEncryption encryption, List<Owner> owners) {
        Map<String, List<BoundIndex>> all = new HashMap<>();
        for (Owner owner : owners) {
            PersistentClass entity = metadata.getEntityBinding(owner.persister().getEntityName());
            List<BoundIndex> bound = new ArrayList<>();
            for (IndexDeclaration index : indexes(entity.getPropertyClosure())) {
                BoundField field = field(owner, index.attribute());
                index.resolve(indexed(encryption, index, field, attribute(entity, index)));
                bound.add(
                        new BoundIndex(index.index(), field, PlacePart.position(owner.persister(), index.property())));
            }
            all.put(entity.getEntityName(), List.copyOf(bound));
        }
        return all;
    }

    private static BoundField field(Owner owner, String attribute) {
        int position = PlacePart.position(owner.persister(), attribute);
        return owner.fields().stream()
                .filter(field -> field.position() == position)
                .findAny()
                .orElseThrow();
    }

    private static IndexedField indexed(
            FieldEncryption encryption,
            IndexDeclaration index,
            BoundField bound,
            Optional<EncryptedAttribute> attribute) {
        EncryptedField field = bound.field();
        BlindIndex<Object> codes =
                BlindIndex.of(encryption.keys(), index.name(field.context().field()), field.type());
        int epoch = IndexChecks.epoch(index.annotation(), encryption.keys());
        return new IndexedField(
                field,
                epoch == 0 ? codes : codes.under(epoch),
                encryption.cipher(),
                tenants(bound, attribute.orElseThrow()));
    }

    private static TenantSource tenants(BoundField bound, EncryptedAttribute attribute) {
        if (bound.tenant().isEmpty()) {
            return TenantSource.NONE;
        }
        return attribute.annotation().tenant().isEmpty() ? TenantSource.SESSION : TenantSource.ATTRIBUTE;
    }

    /** {@return the encrypted attribute of an entity that an index is of, if it is one} */
    private Optional<EncryptedAttribute> attribute(PersistentClass entity, IndexDeclaration index) {
        Property property = entity.getProperty(index.attribute());
        return attributes.stream().filter(it -> it.property() == property).findAny();
    }

    private static List<IndexDeclaration> indexes(List<Property> properties) {
        return properties.stream()
                .filter(property -> property.getPropertyAccessStrategy() instanceof IndexAccess)
                .map(property -> ((IndexAccess) property.getPropertyAccessStrategy()).declaration())
                .toList();
    }
}
