package io.redoubt.field;

import io.redoubt.ConfigurationException;
import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonMembers;
import io.redoubt.internal.StrictJson;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lock as a file, format 1, read strictly: an unknown member, name or version is refused. FORMATS section 7. */
final class LockFile {

    private static final int VERSION = 1;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FIELDS = 4_096;
    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 5, MAX_FIELDS);

    private static final Set<String> FIELD =
            Set.of("field", "purpose", "type", "paddedTo", "mode", "table", "column", "form", "ids", "row", "indexes");
    private static final String TENANT = "tenant";
    private static final String SUBJECT = "subject";
    private static final Set<String> OPTIONAL = Set.of(TENANT, SUBJECT);
    private static final Set<String> KEY_COLUMN = Set.of("column", "kind");
    private static final String EPOCH = "epoch";
    private static final Set<String> INDEX = Set.of("index", "normaliser", "bits", "column", "unique");

    private LockFile() {}

    static FieldLock read(byte[] file) {
        try {
            JsonMembers members = JsonMembers.of(StrictJson.object(file, LIMITS), Set.of("v", "fields"), Set.of());
            members.number("v", VERSION, VERSION);
            List<LockedField> fields = new ArrayList<>();
            for (Map<String, Object> field : members.objects("fields")) {
                fields.add(field(JsonMembers.of(field, FIELD, OPTIONAL)));
            }
            return FieldLock.of(fields);
        } catch (JsonException | IllegalArgumentException e) {
            // Without its cause: nothing of the file.
            throw new ConfigurationException(
                    "redoubt.fields.lock",
                    "is no lock file of version 1: " + e.getMessage(),
                    "take it from version control, or have it written by redoubt.fields.write-lock and compare the two");
        }
    }

    private static LockedField field(JsonMembers field) throws JsonException {
        FieldName name = FieldName.parse(field.text("field"));
        return new LockedField(
                name,
                Purpose.of(field.text("purpose")).orElseThrow(LockFile::unknown),
                field.text("type"),
                (int) field.number("paddedTo", 1, FieldType.MAX_PADDING),
                Migration.of(field.text("mode")).orElseThrow(LockFile::unknown),
                field.text("table"),
                field.text("column"),
                form(field.text("form")),
                keyColumns(field.objects("ids")),
                keyColumns(field.objects("row")),
                field.has(TENANT) ? Optional.of(field.text(TENANT)) : Optional.empty(),
                field.has(SUBJECT) ? Optional.of(keyColumn(field.object(SUBJECT))) : Optional.empty(),
                indexes(name, field.objects("indexes")));
    }

    private static LockedField.Form form(String id) throws JsonException {
        return Stream.of(LockedField.Form.values())
                .filter(it -> it.id().equals(id))
                .findAny()
                .orElseThrow(LockFile::unknown);
    }

    private static List<LockedField.KeyColumn> keyColumns(List<Map<String, Object>> objects) throws JsonException {
        List<LockedField.KeyColumn> columns = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            columns.add(keyColumn(object));
        }
        return columns;
    }

    private static LockedField.KeyColumn keyColumn(Map<String, Object> object) throws JsonException {
        JsonMembers column = JsonMembers.of(object, KEY_COLUMN, Set.of());
        return new LockedField.KeyColumn(
                column.text("column"), RowId.Kind.of(column.text("kind")).orElseThrow(LockFile::unknown));
    }

    private static List<LockedField.Index> indexes(FieldName field, List<Map<String, Object>> objects)
            throws JsonException {
        List<LockedField.Index> indexes = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            JsonMembers index = JsonMembers.of(object, INDEX, Set.of(EPOCH));
            int bits = (int) index.number("bits", 0, Integer.MAX_VALUE);
            indexes.add(new LockedField.Index(
                    new IndexName(field, index.text("index"), index.text("normaliser"), bits),
                    index.text("column"),
                    index.truth("unique"),
                    index.has(EPOCH)
                            ? OptionalInt.of((int) index.number(EPOCH, 1, CiphertextHeader.MAX_EPOCH))
                            : OptionalInt.empty()));
        }
        return indexes;
    }

    private static JsonException unknown() {
        return new JsonException("a name that this version does not know");
    }

    /** One field in each line, so that a change reads well in a review. */
    static byte[] write(FieldLock lock) {
        String fields = lock.fields().stream()
                .map(field -> new String(Json.write(members(field)), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",\n"));
        return ("{\"v\":" + VERSION + ",\"fields\":[\n" + fields + "\n]}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> members(LockedField field) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("field", field.name().toString());
        members.put("purpose", field.purpose().id());
        members.put("type", field.type());
        members.put("paddedTo", field.paddedTo());
        members.put("mode", field.mode().id());
        members.put("table", field.table());
        members.put("column", field.column());
        members.put("form", field.form().id());
        members.put("ids", field.ids().stream().map(LockFile::members).toList());
        members.put("row", field.row().stream().map(LockFile::members).toList());
        field.tenant().ifPresent(it -> members.put(TENANT, it));
        field.subject().ifPresent(it -> members.put(SUBJECT, members(it)));
        members.put("indexes", field.indexes().stream().map(LockFile::members).toList());
        return members;
    }

    private static Map<String, Object> members(LockedField.KeyColumn column) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("column", column.column());
        members.put("kind", column.kind().id());
        return members;
    }

    private static Map<String, Object> members(LockedField.Index index) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("index", index.name().index());
        members.put("normaliser", index.name().normaliser());
        members.put("bits", index.name().bits());
        members.put("column", index.column());
        members.put("unique", index.unique());
        index.epoch().ifPresent(epoch -> members.put(EPOCH, epoch));
        return members;
    }
}
