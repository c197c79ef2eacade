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
        Map<String, Object> shown = new LinkedHashMap<>(taken.report().members());
        shown.put("ageSeconds", TimeUnit.NANOSECONDS.toSeconds(board.nanos() - taken.nanos()));
        shown.put("safeToRetire", safeToRetire(taken.report()));
        return shown;
    }

    /** Only what nobody uses for new values any more: nothing may stand under a prepared key, either, and it is needed. */
    private List<Map<String, Object>> safeToRetire(InventoryReport report) {
        Map<Purpose, List<Integer>> free = new TreeMap<>();
        for (KeyEntry key : keyset.keys()) {
            boolean isOld = key.state() == KeyState.DECRYPT_ONLY || key.state() == KeyState.COMPROMISED;
            if (isOld && STORED.contains(key.purpose()) && isFree(report, key)) {
                free.computeIfAbsent(key.purpose(), purpose -> new ArrayList<>())
                        .add(key.epoch());
            }
        }
        return free.entrySet().stream()
                .map(it -> safe(it.getKey(), it.getValue()))
                .toList();
    }

    private static Map<String, Object> safe(Purpose purpose, List<Integer> epochs) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("purpose", purpose.id());
        shown.put("epochs", epochs.stream().sorted().toList());
        return shown;
    }

    private static boolean isFree(InventoryReport report, KeyEntry key) {
        return report.standing(key.purpose()).getOrDefault(key.epoch(), 0L) == 0;
    }
}
