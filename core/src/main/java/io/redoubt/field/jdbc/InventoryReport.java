package io.redoubt.field.jdbc;

import io.redoubt.key.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which data stands under which key, at one moment. Immutable and thread-safe.
 *
 * @param takenAt when, by the database's clock
 * @param fields how the values of each field stand
 * @param subjectKeys how many keys of subjects are wrapped under each epoch
 * @since 0.1.0
 */
public record InventoryReport(Instant takenAt, List<FieldRows> fields, Map<Integer, Long> subjectKeys) {

    /** The version of {@link #members}. */
    public static final int VERSION = 1;

    /**
     * Accepts counts.
     *
     * @param takenAt when
     * @param fields how the values of each field stand
     * @param subjectKeys how many keys of subjects are wrapped under each epoch
     */
    public InventoryReport {
        fields = List.copyOf(fields);
        subjectKeys = Map.copyOf(subjectKeys);
    }

    /**
     * {@return what stands under keys of one purpose, by epoch; an epoch that is not there is free: nothing needs its key}
     *
     * @param purpose of the keys
     */
    public SortedMap<Integer, Long> standing(Purpose purpose) {
        SortedMap<Integer, Long> standing = new TreeMap<>();
        if (purpose == Purpose.SUBJECT_WRAP) {
            standing.putAll(subjectKeys);
        } else if (purpose == Purpose.BLIND_INDEX) {
            fields.stream().flatMap(field -> field.indexes().stream()).forEach(index -> add(standing, index.epochs()));
        } else {
            fields.stream().filter(field -> field.purpose() == purpose).forEach(field -> add(standing, field.epochs()));
        }
        return standing;
    }

    private static void add(SortedMap<Integer, Long> standing, Map<Integer, Long> epochs) {
        epochs.forEach((epoch, rows) -> standing.merge(epoch, rows, Long::sum));
    }

    /**
     * {@return what still needs the keys of an epoch, for people; nothing if they can be retired without losing data}
     *
     * @param epoch the epoch
     */
    public List<String> needing(int epoch) {
        List<String> needing = new ArrayList<>();
        for (FieldRows field : fields) {
            tell(needing, field.epochs(), epoch, "values of " + field.field());
            field.indexes()
                    .forEach(index -> tell(
                            needing,
                            index.epochs(),
                            epoch,
                            "codes of " + field.field() + "/" + index.index().index()));
        }
        tell(needing, subjectKeys, epoch, "keys of subjects");
        return needing;
    }

    private static void tell(List<String> needing, Map<Integer, Long> epochs, int epoch, String what) {
        long rows = epochs.getOrDefault(epoch, 0L);
        if (rows > 0) {
            needing.add(rows + " " + what);
        }
    }

    /** {@return the report for programs, version {@link #VERSION}} */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", VERSION);
        members.put("takenAt", takenAt.getEpochSecond());
        members.put("standing", standing());
        members.put("fields", fields.stream().map(InventoryReport::members).toList());
        return members;
    }

    private List<Map<String, Object>> standing() {
        List<Map<String, Object>> standing = new ArrayList<>();
        for (Purpose purpose : List.of(Purpose.FIELD, Purpose.FIELD_EQ, Purpose.BLIND_INDEX, Purpose.SUBJECT_WRAP)) {
            standing(purpose).forEach((epoch, rows) -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("purpose", purpose.id());
                one.put("epoch", epoch);
                one.put("rows", rows);
                standing.add(one);
            });
        }
        return standing;
    }

    private static Map<String, Object> members(FieldRows field) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("field", field.field().toString());
        members.put("epochs", epochs(field.epochs()));
        members.put("erased", field.erased());
        members.put("plaintext", field.plaintext());
        members.put("empty", field.empty());
        members.put(
                "indexes",
                field.indexes().stream().map(InventoryReport::members).toList());
        return members;
    }

    private static Map<String, Object> members(FieldRows.IndexRows index) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("index", index.index().index());
        members.put("epochs", epochs(index.epochs()));
        members.put("missing", index.missing());
        return members;
    }

    private static Map<String, Object> epochs(Map<Integer, Long> epochs) {
        return new TreeMap<>(epochs)
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().toString(),
                                Map.Entry::getValue,
                                (one, other) -> one,
                                LinkedHashMap::new));
    }
}
