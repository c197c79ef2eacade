package io.redoubt.field.jdbc;

import io.redoubt.ConfigurationException;
import io.redoubt.field.FieldRenewal;
import io.redoubt.field.LockedField;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table with encrypted fields.
 *
 * @param name of the table in the lock file
 * @param fields that stand in it, each with what is done with it
 * @param kind what the job does
 */
record FieldsTarget(String name, Map<LockedField, FieldRenewal> fields, JobPlan.Kind kind) implements JobTarget {

    @Override
    public Resolved resolve(Connection connection) throws SQLException {
        List<LockedField.KeyColumn> ids = fields.keySet().iterator().next().ids();
        if (ids.isEmpty()) {
            throw new ConfigurationException(
                    "redoubt-fields.lock",
                    "names no primary key of the table " + name + ", so that its rows cannot be told apart",
                    "give the table a primary key (a collection: @OrderColumn, or an entity of its own), and have the lock"
                            + " written anew");
        }
        TableResolver resolver = TableResolver.of(connection, name);
        List<ValueColumn> values = new ArrayList<>();
        List<LockedField.KeyColumn> bound = bound();
        List<String> tenants = tenants();
        List<FieldSlots> slots = new ArrayList<>();
        for (Map.Entry<LockedField, FieldRenewal> field : fields.entrySet()) {
            slots.add(FieldSlots.of(field.getKey(), field.getValue(), values.size(), bound, tenants));
            values.add(resolver.value(field.getKey().column(), holds(field.getKey())));
            for (LockedField.Index index : field.getKey().indexes()) {
                values.add(resolver.value(index.column(), ValueColumn.Holds.BYTES));
            }
        }
        List<KeyColumn> places = new ArrayList<>(resolver.keys(bound));
        for (String tenant : tenants) {
            places.add(resolver.tenant(tenant));
        }
        TargetTable table = new TargetTable(
                Dialect.of(connection), resolver.quoted(), resolver.keys(ids), values, List.copyOf(places));
        return new Resolved(table, new FieldsRenewal(table, slots, kind));
    }

    private static ValueColumn.Holds holds(LockedField field) {
        return switch (field.form()) {
            case TEXT -> ValueColumn.Holds.TEXT;
            case BINARY -> ValueColumn.Holds.BYTES;
        };
    }

    /** {@return every column to which a value is bound, or that says whom it is about, once} */
    private List<LockedField.KeyColumn> bound() {
        return fields.keySet().stream()
                .flatMap(field -> Stream.concat(field.row().stream(), field.subject().stream()))
                .distinct()
                .toList();
    }

    private List<String> tenants() {
        return fields.keySet().stream()
                .flatMap(field -> field.tenant().stream())
                .distinct()
                .toList();
    }

    /**
     * Where one field stands among the columns of its table.
     *
     * @param value its column, and behind it those of its codes
     * @param tenant where the tenant stands among the places, if there is one
     * @param row where what it is bound to stands among them
     * @param subject where the subject stands among them, if there is one
     */
    record FieldSlots(
            LockedField field,
            FieldRenewal renewal,
            int value,
            Optional<Integer> tenant,
            List<Integer> row,
            Optional<Integer> subject) {

        static FieldSlots of(
                LockedField field,
                FieldRenewal renewal,
                int value,
                List<LockedField.KeyColumn> bound,
                List<String> tenants) {
            return new FieldSlots(
                    field,
                    renewal,
                    value,
                    field.tenant().map(it -> bound.size() + tenants.indexOf(it)),
                    field.row().stream().map(bound::indexOf).toList(),
                    field.subject().map(bound::indexOf));
        }
    }
}
