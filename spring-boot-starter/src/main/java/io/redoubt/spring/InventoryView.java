package io.redoubt.spring;

import io.redoubt.field.jdbc.InventoryReport;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How an inventory is shown, and what it says about keys.
 *
 * @param keyset the keys
 * @param board has the last inventory
 */
record InventoryView(ServiceKeyset keyset, JobBoard board) {

    /** Under these, something may stand in the database. */
    private static final Set<Purpose> STORED = Collections.unmodifiableSet(
            EnumSet.of(Purpose.FIELD, Purpose.FIELD_EQ, Purpose.BLIND_INDEX, Purpose.SUBJECT_WRAP));

    Map<String, Object> of(TakenInventory taken) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("takenAt", taken.at().toString());
        shown.put("ageSeconds", TimeUnit.NANOSECONDS.toSeconds(board.nanos() - taken.nanos()));
        shown.put(
                "fields",
                taken.report().fields().stream().map(InventoryView::field).toList());
        shown.put("subjectKeys", epochs(taken.report().subjectKeys()));
        shown.put("safeToRetire", safeToRetire(taken.report()));
        return shown;
    }

    private static Map<String, Object> field(InventoryReport.FieldRows field) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", field.field().toString());
        shown.put("rows", epochs(field.rows()));
        shown.put("plaintext", field.plaintext());
        shown.put("empty", field.empty());
        shown.put("malformed", field.malformed());
        shown.put("erased", field.erased());
        shown.put("indexes", field.indexes().stream().map(InventoryView::index).toList());
        return shown;
    }

    private static Map<String, Object> index(InventoryReport.IndexRows index) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", index.index().index());
        shown.put("rows", epochs(index.rows()));
        shown.put("missing", index.missing());
        return shown;
    }

    /** {@return rows by epoch, with names that JSON knows} */
    private static Map<String, Long> epochs(SortedMap<Integer, Long> rows) {
        Map<String, Long> shown = new LinkedHashMap<>();
        rows.forEach((epoch, count) -> shown.put(Integer.toString(epoch), count));
        return shown;
    }

    /** Only what nobody uses for new values any more: nothing may stand under a prepared key, either, and it is needed. */
    private List<Map<String, Object>> safeToRetire(InventoryReport report) {
        Map<Purpose, List<Integer>> free = new TreeMap<>();
        for (KeyEntry key : keyset.keys()) {
            boolean isOld = key.state() == KeyState.DECRYPT_ONLY || key.state() == KeyState.COMPROMISED;
            if (isOld && STORED.contains(key.purpose()) && report.isFree(key.purpose(), key.epoch())) {
                free.computeIfAbsent(key.purpose(), purpose -> new ArrayList<>())
                        .add(key.epoch());
            }
        }
        return free.entrySet().stream()
                .map(it -> Map.<String, Object>of(
                        "purpose",
                        it.getKey().id(),
                        "epochs",
                        it.getValue().stream().sorted().toList()))
                .toList();
    }
}
