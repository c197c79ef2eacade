package io.redoubt.field.jdbc;

import io.redoubt.ConfigurationException;
import io.redoubt.field.FieldRenewal;
import io.redoubt.field.LockedField;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table with encrypted fields.
 *
 * @param name of the table in the lock file
 * @param fields that stand in it
 * @param renewals seal them anew
 * @param kind what the job does
 */
record FieldsTarget(String name, List<LockedField> fields, Renewals renewals, JobPlan.Kind kind) implements JobTarget {

    @Override
    public Resolved resolve(Connection connection) throws SQLException {
        List<LockedField.KeyColumn> ids = fields.get(0).ids();
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
        for (LockedField field : fields) {
            slots.add(FieldSlots.of(field, values.size(), bound, tenants));
            values.add(resolver.value(field.column(), holds(field)));
            for (LockedField.Index index : field.indexes()) {
                values.add(resolver.value(index.column(), ValueColumn.Holds.BYTES));
            }
        }
        List<KeyColumn> places = new ArrayList<>(resolver.keys(bound));
        for (String tenant : tenants) {
            places.add(resolver.tenant(tenant));
        }
        TargetTable table = new TargetTable(
                Dialect.of(connection), resolver.quoted(), resolver.keys(ids), values, List.copyOf(places));
        return new Resolved(
                table, transaction -> new FieldsRenewal(table, slots, renewals.in(transaction, fields), kind));
    }

    private static ValueColumn.Holds holds(LockedField field) {
        return switch (field.form()) {
            case TEXT -> ValueColumn.Holds.TEXT;
            case BINARY -> ValueColumn.Holds.BYTES;
        };
    }

    /** {@return every column to which a value is bound, or that says whom it is about, once} */
    private List<LockedField.KeyColumn> bound() {
        return fields.stream()
                .flatMap(field -> Stream.concat(field.row().stream(), field.subject().stream()))
                .distinct()
                .toList();
    }

    private List<String> tenants() {
        return fields.stream()
                .flatMap(field -> field.tenant().stream())
                .distinct()
                .toList();
    }

    /** Makes what seals fields anew, for one transaction. */
    @FunctionalInterface
    interface Renewals {

        /** {@return one for each field} */
        List<FieldRenewal> in(Connection transaction, List<LockedField> fields);
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
            LockedField field, int value, Optional<Integer> tenant, List<Integer> row, Optional<Integer> subject) {

        /** {@return whether a change is about this field} */
        boolean isChanged(Change change) {
            return IntStream.rangeClosed(value, value + field.indexes().size())
                    .anyMatch(column -> !Objects.deepEquals(change.row().value(column), change.value(column)));
        }

        static FieldSlots of(LockedField field, int value, List<LockedField.KeyColumn> bound, List<String> tenants) {
            return new FieldSlots(
                    field,
                    value,
                    field.tenant().map(it -> bound.size() + tenants.indexOf(it)),
                    field.row().stream().map(bound::indexOf).toList(),
                    field.subject().map(bound::indexOf));
        }
    }
}
