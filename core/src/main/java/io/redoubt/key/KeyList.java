package io.redoubt.key;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold among the keys of one keyset. FORMATS sections 2 and 3. */
final class KeyList {

    /** Ten epochs of every purpose are more than anybody rotates at once. */
    static final int MAX_KEYS = 256;

    private KeyList() {}

    /** {@return what is wrong with the list, to be read after "the keyset", or nothing} */
    static Optional<String> problem(List<KeyEntry> entries) {
        if (entries.isEmpty() || entries.size() > MAX_KEYS) {
            return Optional.of("lists no key, or more than " + MAX_KEYS);
        }
        if (!areDistinct(entries, KeyEntry::kid)) {
            return Optional.of("lists two keys under one id");
        }
        if (!areDistinct(entries, entry -> Map.entry(entry.purpose(), entry.epoch()))) {
            return Optional.of("lists two keys of one purpose and epoch");
        }
        if (!areDistinct(entries, KeyEntry::fingerprint)) {
            return Optional.of("lists one key twice");
        }
        Map<Purpose, Long> primaries = delivered(entries).values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(
                        KeyEntry::purpose,
                        Collectors.filtering(entry -> entry.state() == KeyState.PRIMARY, Collectors.counting())));
        return primaries.values().stream().allMatch(count -> count == 1)
                ? Optional.empty()
                : Optional.of("has not exactly one primary key for each purpose");
    }

    /** {@return by purpose, the keys that are in the file themselves} */
    static Map<Purpose, List<KeyEntry>> delivered(List<KeyEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.state().isDelivered())
                .collect(Collectors.groupingBy(KeyEntry::purpose));
    }

    private static boolean areDistinct(List<KeyEntry> entries, Function<KeyEntry, Object> property) {
        Set<Object> seen = new HashSet<>();
        return entries.stream().map(property).allMatch(seen::add);
    }
}
