package io.redoubt.hibernate;

import io.redoubt.field.FieldColumn;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldType;
import io.redoubt.field.RowId;
import io.redoubt.key.FieldName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.persister.entity.EntityPersister;

/** The encrypted attributes of the entities of a session factory. */
final class EncryptedModel {

    private final Metadata metadata;

    private EncryptedModel(Metadata metadata) {
        this.metadata = metadata;
    }

    static EncryptedModel of(Metadata metadata) {
        return new EncryptedModel(metadata);
    }

    boolean isEmpty() {
        return metadata.getEntityBindings().stream()
                .noneMatch(entity -> entity.getProperties().stream().anyMatch(EncryptedModel::isEncrypted));
    }

    private static boolean isEncrypted(Property property) {
        return property.getPropertyAccessStrategy() instanceof SealedAccess;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    Map<String, List<BoundField>> start(FieldEncryption encryption, SessionFactoryImplementor factory) {
        for (PersistentClass entity : metadata.getEntityBindings()) {
            for (Property property : entity.getProperties()) {
                if (property.getPropertyAccessStrategy() instanceof SealedAccess access) {
                    Declaration declaration = access.declaration();
                    String entityName = entity.getJpaEntityName();
                    FieldName name = declaration.annotation().name().isEmpty()
                            ? new FieldName(
                                    entityName.substring(0, 1).toLowerCase(Locale.ROOT) + entityName.substring(1),
                                    property.getName())
                            : FieldName.parse(declaration.annotation().name());
                    FieldColumn column = FieldColumn.text(
                            encryption.cipher(),
                            FieldType.TEXT,
                            encryption.settings(name).migration());
                    declaration.resolve(new EncryptedField(
                            FieldContext.of(name),
                            true,
                            declaration.form(),
                            ValueForm.IMMUTABLE,
                            column,
                            encryption.settings(name).onTamper()));
                }
            }
        }
        Map<String, List<BoundField>> all = new HashMap<>();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            EntityPersister persister = factory.getMappingMetamodel().getEntityDescriptor(entity.getEntityName());
            List<String> names = Arrays.asList(persister.getPropertyNames());
            List<BoundField> bound = new ArrayList<>();
            for (Property property : entity.getPropertyClosure()) {
                if (property.getPropertyAccessStrategy() instanceof SealedAccess access) {
                    bound.add(new BoundField(
                            access.declaration().field(),
                            names.indexOf(property.getName()),
                            Optional.empty(),
                            List.of((id, state) -> RowId.ofValue(java.util.Objects.requireNonNull(id))
                                    .orElseThrow())));
                }
            }
            if (!bound.isEmpty()) {
                all.put(entity.getEntityName(), bound);
            }
        }
        return all;
    }
}
