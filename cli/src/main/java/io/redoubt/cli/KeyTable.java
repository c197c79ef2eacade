package io.redoubt.cli;

import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.provisioning.KeyRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keys by what everybody may know of them. */
final class KeyTable {

    private static final Comparator<KeyEntry> ORDER =
            Comparator.comparing(KeyEntry::purpose).thenComparing(KeyEntry::epoch);

    private KeyTable() {}

    static void print(Page page, List<KeyEntry> keys) {
        page.table(
                List.of("PURPOSE", "EPOCH", "STATE", "SUITE", "KEY ID", "FINGERPRINT"),
                keys.stream()
                        .sorted(ORDER)
                        .map(key -> List.of(
                                key.purpose().id(),
                                String.valueOf(key.epoch()),
                                key.state().id(),
                                key.suite().id(),
                                key.kid(),
                                key.fingerprint())));
    }

    /** Which keys stand where; the suite only where there is a choice. */
    static void printByEpoch(Page page, List<KeyEntry> keys) {
        Map<Integer, Map<KeyState, List<KeyEntry>>> epochs = keys.stream()
                .sorted(ORDER)
                .collect(Collectors.groupingBy(
                        KeyEntry::epoch,
                        TreeMap::new,
                        Collectors.groupingBy(KeyEntry::state, TreeMap::new, Collectors.toList())));
        page.table(
                List.of("EPOCH", "STATE", "KEYS"),
                epochs.entrySet().stream()
                        .flatMap(epoch -> epoch.getValue().entrySet().stream()
                                .map(state -> List.of(
                                        String.valueOf(epoch.getKey()),
                                        state.getKey().id(),
                                        names(state.getValue())))));
    }

    private static String names(List<KeyEntry> keys) {
        return keys.stream().map(KeyTable::name).collect(Collectors.joining(" "));
    }

    private static String name(KeyEntry key) {
        String purpose = key.purpose().id();
        return key.purpose().suites().size() > 1 ? purpose + "=" + key.suite().id() : purpose;
    }

    static Map<String, Object> members(KeyEntry key) {
        return Members.of("purpose", key.purpose().id())
                .and("epoch", key.epoch())
                .and("state", key.state().id())
                .and("suite", key.suite().id())
                .and("kid", key.kid())
                .and("fingerprint", key.fingerprint())
                .map();
    }

    static Map<String, Object> members(KeyRecord key) {
        return Members.of("since", key.since())
                .and("root", key.root())
                .andIfPresent("publicKey", key.publicKey())
                .andAll(members(key.entry()))
                .map();
    }
}
