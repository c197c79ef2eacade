package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that a keyset names without delivering them: all that are disabled, and of those that are destroyed the newest for
 * which there is room. The manifest keeps all of them.
 */
final class NamedKeys {

    /** How many keys a keyset names at most, in all. */
    static final int MAX_KEYS = 256;

    private NamedKeys() {}

    /** @throws FleetException if there is no room for those that are not destroyed */
    static List<KeyEntry> of(ServiceName service, List<KeyRecord> keys) {
        long others =
                keys.stream().filter(key -> key.state() != KeyState.DESTROYED).count();
        if (others > MAX_KEYS) {
            throw new FleetException(
                    FleetRefusal.TOO_MANY_KEYS,
                    "the keyset of the service " + service + " would have more than " + MAX_KEYS + " keys");
        }
        return Stream.concat(
                        in(KeyState.DISABLED, keys),
                        in(KeyState.DESTROYED, keys)
                                .sorted(Comparator.comparingInt(KeyEntry::epoch)
                                        .reversed()
                                        .thenComparing(KeyEntry::purpose))
                                .limit(MAX_KEYS - others))
                .toList();
    }

    private static Stream<KeyEntry> in(KeyState state, List<KeyRecord> keys) {
        return keys.stream().map(KeyRecord::entry).filter(entry -> entry.state() == state);
    }
}
