package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.KeysetHeader;
import io.redoubt.key.Purpose;
import io.redoubt.key.RecipientKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the manifest says about one service; all of it is public. Immutable and thread-safe.
 *
 * @param service the service
 * @param generation that of its newest keyset, 1 or more
 * @param notBefore since when that keyset is valid, in whole seconds
 * @param expires until when new things are made with it, in whole seconds
 * @param recipient for whom its keysets are wrapped, if they are
 * @param keys every key that was ever issued to it, also those that are destroyed
 * @param keyset SHA-256 of the payload of the newest keyset: 64 lower-case hexadecimal digits
 * @since 0.1.0
 */
public record ServiceRecord(
        ServiceName service,
        long generation,
        Instant notBefore,
        Instant expires,
        Optional<RecipientKey> recipient,
        List<KeyRecord> keys,
        String keyset) {

    /**
     * Accepts what fits together, and copies the list.
     *
     * @param service the service
     * @param generation that of its newest keyset
     * @param notBefore since when that keyset is valid
     * @param expires until when new things are made with it
     * @param recipient for whom its keysets are wrapped
     * @param keys every key that was ever issued to it
     * @param keyset SHA-256 of the payload of the newest keyset
     * @throws IllegalArgumentException if two keys have one id, one fingerprint, or one purpose and epoch, a purpose has not
     *     exactly one primary key, or something is of another form
     */
    public ServiceRecord {
        keys = List.copyOf(keys);
        if (generation < 1 || generation > KeysetHeader.MAX_GENERATION || !notBefore.isBefore(expires)) {
            throw new IllegalArgumentException("a generation is a number from 1 to 2^32 - 1, and valid for some time");
        }
        if (!Hash.isForm(keyset)) {
            throw new IllegalArgumentException("a SHA-256 is 64 hexadecimal digits");
        }
        if (!areDistinct(keys, key -> key.entry().kid())
                || !areDistinct(keys, key -> key.entry().fingerprint())
                || !areDistinct(keys, key -> Map.entry(key.purpose(), key.epoch()))) {
            throw new IllegalArgumentException("keys of one service differ in id, fingerprint, and purpose and epoch");
        }
        long primaries =
                keys.stream().filter(key -> key.state() == KeyState.PRIMARY).count();
        if (keys.isEmpty()
                || primaries != purposesOf(keys, KeyState.PRIMARY).size()
                || primaries != allPurposes(keys)) {
            throw new IllegalArgumentException("every purpose of a service has exactly one primary key");
        }
    }

    private static boolean areDistinct(List<KeyRecord> keys, Function<KeyRecord, Object> property) {
        Set<Object> seen = new HashSet<>();
        return keys.stream().map(property).allMatch(seen::add);
    }

    private static Set<Purpose> purposesOf(List<KeyRecord> keys, KeyState state) {
        return keys.stream()
                .filter(key -> key.state() == state)
                .map(KeyRecord::purpose)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long allPurposes(List<KeyRecord> keys) {
        return keys.stream().map(KeyRecord::purpose).distinct().count();
    }

    /** {@return the purposes for which it has keys} */
    public Set<Purpose> purposes() {
        return purposesOf(keys, KeyState.PRIMARY);
    }

    /** {@return the purposes for which a key is prepared} */
    public Set<Purpose> prepared() {
        return purposesOf(keys, KeyState.PREPARED);
    }

    /**
     * {@return the key of a purpose that is used for what is new}
     *
     * @param purpose the purpose
     */
    public Optional<KeyRecord> primary(Purpose purpose) {
        return keys.stream()
                .filter(key -> key.purpose() == purpose && key.state() == KeyState.PRIMARY)
                .findAny();
    }

    /** {@return the keys that are in the keyset file themselves: what a thief of the service has} */
    public List<KeyRecord> delivered() {
        return keys.stream().filter(key -> key.state().isDelivered()).toList();
    }

    /** {@return the epochs of which a key is delivered that is not compromised} */
    public Set<Integer> liveEpochs() {
        return keys.stream()
                .filter(key -> key.state().isLive())
                .map(KeyRecord::epoch)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the last epoch that brought a key} */
    public int lastEpoch() {
        return keys.stream().mapToInt(KeyRecord::epoch).max().orElse(0);
    }

    /** {@return everything that the keyset says about keys} */
    Set<KeyEntry> listed() {
        return Stream.concat(delivered().stream().map(KeyRecord::entry), NamedKeys.of(service, keys).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
