package io.redoubt.cli;

import io.redoubt.key.KeyEntry;
import io.redoubt.provisioning.KeyRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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
