package io.redoubt.hibernate;

import io.redoubt.field.FieldType;
import io.redoubt.field.LockedField;
import io.redoubt.field.LockedField.KeyColumn;
import io.redoubt.field.RowId;
import io.redoubt.key.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.Value;

/** What has to stay as it is about an encrypted attribute, for the lock file. FORMATS section 7. */
final class FieldFacts {

    private final EncryptedAttribute attribute;
    private final Binding binding;

    private FieldFacts(EncryptedAttribute attribute) {
        this.attribute = attribute;
        this.binding = Binding.of(attribute);
    }

    /** {@return this of an attribute that can be encrypted} */
    static LockedField of(EncryptedAttribute attribute, FieldEncryption encryption) {
        FieldFacts facts = new FieldFacts(attribute);
        FieldType<?> type = FieldAssembly.type(attribute);
        return new LockedField(
                attribute.name(),
                attribute.annotation().comparable() ? Purpose.FIELD_EQ : Purpose.FIELD,
                type.id(),
                type.paddedTo(),
                encryption.settings(attribute.name()).migration(),
                table(attribute.value().getTable()),
                column(attribute.value()),
                facts.form(),
                facts.ids(),
                facts.row(),
                facts.tenant(),
                facts.subject(),
                facts.indexes());
    }

    private List<LockedField.Index> indexes() {
        return attribute.entity().getProperties().stream()
                .filter(property -> property.getPropertyAccessStrategy() instanceof IndexAccess access
                        && access.declaration().attribute().equals(attribute.path()))
                .map(this::index)
                .toList();
    }

    private LockedField.Index index(Property property) {
        IndexDeclaration index = ((IndexAccess) property.getPropertyAccessStrategy()).declaration();
        return new LockedField.Index(
                index.name(attribute.name()),
                column(property.getValue()),
                index.annotation().unique(),
                index.annotation().epoch() == 0
                        ? OptionalInt.empty()
                        : OptionalInt.of(index.annotation().epoch()));
    }

    private Optional<String> tenant() {
        return binding.tenant().flatMap(this::property).map(it -> column(it.getValue()));
    }

    private Optional<KeyColumn> subject() {
        return binding.subject()
                .flatMap(name -> Binding.isId(attribute.entity(), name)
                        ? ids().stream().findFirst()
                        : property(name).flatMap(it -> key(it.getValue())));
    }

    private LockedField.Form form() {
        return switch (attribute.declaration().form()) {
            case TEXT -> LockedField.Form.TEXT;
            case BINARY -> LockedField.Form.BINARY;
        };
    }

    /** {@return the key of the entity's table; of others, such as that of a collection, none is known} */
    private List<KeyColumn> ids() {
        PersistentClass entity = attribute.entity();
        if (!attribute.value().getTable().equals(entity.getTable())) {
            return List.of();
        }
        List<Column> columns = entity.getKey().getColumns();
        List<Column> ofRoot = entity.getIdentifier().getColumns();
        List<KeyColumn> ids = new ArrayList<>();
        for (int i = 0; i < columns.size() && i < ofRoot.size(); i++) {
            String name = columns.get(i).getName();
            kind(ofRoot.get(i).getValue()).ifPresent(kind -> ids.add(new KeyColumn(name, kind)));
        }
        return ids.size() == columns.size() ? ids : List.of();
    }

    private List<KeyColumn> row() {
        if (!binding.isRowBound()) {
            return List.of();
        }
        Stream<KeyColumn> first = binding.rowKey()
                .map(name -> property(name).stream().flatMap(it -> key(it.getValue()).stream()))
                .orElseGet(this::id);
        return Stream.concat(
                        first,
                        binding.further().stream()
                                .flatMap(name -> property(name).stream())
                                .flatMap(it -> key(it.getValue()).stream()))
                .toList();
    }

    /** {@return the id, of several attributes in the order of their names} */
    private Stream<KeyColumn> id() {
        Value id = attribute.entity().getIdentifier();
        return id instanceof Component component
                ? component.getProperties().stream()
                        .sorted(Comparator.comparing(Property::getName))
                        .flatMap(it -> key(it.getValue()).stream())
                : key(id).stream();
    }

    private Optional<Property> property(String name) {
        return Binding.attribute(attribute.entity(), name);
    }

    private static Optional<KeyColumn> key(Value value) {
        return kind(value).map(kind -> new KeyColumn(column(value), kind));
    }

    private static Optional<RowId.Kind> kind(Value value) {
        return RowId.Kind.of(value.getType().getReturnedClass());
    }

    private static String column(Value value) {
        return value.getColumns().get(0).getName();
    }

    private static String table(Table table) {
        return table.getSchema() == null ? table.getName() : table.getSchema() + "." + table.getName();
    }
}
