package io.redoubt.spring;

import io.redoubt.field.FieldUsage;
import io.redoubt.field.LockedField;
import io.redoubt.hibernate.FieldSettings;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Shows what is encrypted, how, and what that does not hide.
 *
 * @param keyset the keys
 * @param configured what the properties say
 * @param declared the fields of entities
 * @param usage what this process did since it started, with any field
 * @param board what is known of stored values, if this instance takes part in jobs
 */
record FieldsSection(
        ServiceKeyset keyset,
        ConfiguredFields configured,
        Supplier<DeclaredFields> declared,
        Supplier<List<FieldUsage>> usage,
        Optional<JobBoard> board)
        implements PostureSection {

    private static final int MAX_USAGES = 1_000;
    private static final long MANY_MESSAGES = 1L << 31;

    @Override
    public String name() {
        return "fields";
    }

    @Override
    public Object content() {
        List<FieldUsage> used = usage.get();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("fields", declared.get().fields().stream().map(this::field).toList());
        shown.put(
                "usage",
                used.stream().limit(MAX_USAGES).map(FieldsSection::usage).toList());
        board.ifPresent(it -> it.known()
                .inventory()
                .ifPresent(taken -> shown.put("inventory", new InventoryView(keyset, it).of(taken))));
        shown.put(
                "findings",
                Stream.concat(
                                used.stream().filter(this::isTooMuch).map(FieldsSection::finding),
                                board.stream()
                                        .flatMap(it -> new InventoryFindings(keyset, declared, it).all().stream()))
                        .toList());
        return shown;
    }

    private Map<String, Object> field(LockedField field) {
        FieldSettings settings = configured.attributes().getOrDefault(field.name(), FieldSettings.STRICT);
        FieldExposure exposure = new FieldExposure(field, settings.onTamper());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", field.name().toString());
        shown.put("table", field.table());
        shown.put("column", field.column());
        shown.put("type", field.type());
        shown.put("form", field.form().name().toLowerCase(java.util.Locale.ROOT));
        shown.put("comparable", field.purpose() == Purpose.FIELD_EQ);
        shown.put(
                "boundTo",
                field.row().stream().map(LockedField.KeyColumn::column).toList());
        field.tenant().ifPresent(tenant -> shown.put("tenant", tenant));
        suite(key -> key.purpose() == field.purpose() && key.state() == KeyState.PRIMARY)
                .ifPresent(suite -> shown.put("suite", suite.id()));
        shown.put("migration", field.mode().id());
        shown.put("onTamper", FieldsReader.text(settings.onTamper()));
        shown.put("indexes", field.indexes().stream().map(FieldsSection::index).toList());
        shown.put("visible", exposure.visible());
        shown.put("changeable", exposure.changeable());
        return shown;
    }

    private static Map<String, Object> index(LockedField.Index index) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", index.name().index());
        shown.put("column", index.column());
        shown.put("normaliser", index.name().normaliser());
        shown.put("bits", index.name().bits());
        shown.put("unique", index.unique());
        return shown;
    }

    private static Map<String, Object> usage(FieldUsage usage) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", usage.field().toString());
        shown.put("epoch", usage.epoch());
        shown.put("sealed", usage.sealed());
        shown.put("opened", usage.opened());
        shown.put("refused", usage.refused());
        return shown;
    }

    /** Suites with longer nonces, or none, know no such bound. */
    private boolean isTooMuch(FieldUsage used) {
        return used.sealed() >= MANY_MESSAGES
                && suite(key -> key.purpose() == Purpose.FIELD && key.epoch() == used.epoch())
                        .equals(Optional.of(Suite.A256GCM));
    }

    private Optional<Suite> suite(Predicate<KeyEntry> which) {
        return keyset.keys().stream().filter(which).map(KeyEntry::suite).findFirst();
    }

    private static Map<String, Object> finding(FieldUsage used) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("code", "fields.many-messages");
        shown.put("severity", "high");
        shown.put(
                "problem",
                "this process alone sealed " + used.sealed() + " values of " + used.field() + " in epoch "
                        + used.epoch()
                        + "; near 2^32 by all instances together, nonces may repeat, and what was sealed under the same could be"
                        + " read");
        shown.put(
                "remedy",
                "look at the sum of redoubt.fields.sealed over all instances, rotate the keys, and choose suite XA256GCM for the"
                        + " next epoch");
        return shown;
    }
}
