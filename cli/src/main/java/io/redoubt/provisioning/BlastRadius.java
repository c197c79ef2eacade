package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What somebody who took a service has, what he reaches with it, what he does not, and what to do. Immutable and thread-safe.
 *
 * @param service the service
 * @param held the keys that are in its keyset file, those of earlier epochs too
 * @param reaches what can be done with them, in sentences
 * @param safe what cannot be done with them, in sentences
 * @param keysOfOthers how many keys other services have
 * @param sharedKeys how many of those have the fingerprint of a key that is held: 0, else they are lost as well
 * @param contain what to do, in this order: commands and sentences
 * @since 0.1.0
 */
public record BlastRadius(
        ServiceName service,
        List<KeyEntry> held,
        List<String> reaches,
        List<String> safe,
        int keysOfOthers,
        int sharedKeys,
        List<String> contain) {

    /**
     * Copies the lists.
     *
     * @param service the service
     * @param held the keys that are in its keyset file
     * @param reaches what can be done with them
     * @param safe what cannot be done with them
     * @param keysOfOthers how many keys other services have
     * @param sharedKeys how many of those have the fingerprint of a key that is held
     * @param contain what to do
     */
    public BlastRadius {
        held = List.copyOf(held);
        reaches = List.copyOf(reaches);
        safe = List.copyOf(safe);
        contain = List.copyOf(contain);
    }

    /**
     * {@return what is lost with a service}
     *
     * @param manifest the manifest, verified
     * @param service the service
     * @throws FleetException if it has no keys
     */
    public static BlastRadius of(Manifest manifest, ServiceName service) {
        ServiceRecord stolen = manifest.service(service);
        List<KeyEntry> held = stolen.delivered().stream().map(KeyRecord::entry).toList();
        Set<String> fingerprints =
                new HashSet<>(held.stream().map(KeyEntry::fingerprint).toList());
        List<KeyRecord> others = manifest.services().stream()
                .filter(record -> !record.equals(stolen))
                .flatMap(record -> record.keys().stream())
                .toList();
        int shared = (int) others.stream()
                .filter(key -> fingerprints.contains(key.entry().fingerprint()))
                .count();
        return new BlastRadius(
                service,
                held,
                reaches(held),
                safe(stolen, others.size(), shared),
                others.size(),
                shared,
                contain(stolen));
    }

    private static List<String> reaches(List<KeyEntry> held) {
        Map<Purpose, Set<Integer>> epochs = held.stream()
                .collect(Collectors.groupingBy(
                        KeyEntry::purpose,
                        TreeMap::new,
                        Collectors.mapping(KeyEntry::epoch, Collectors.toCollection(TreeSet::new))));
        return epochs.entrySet().stream()
                .map(use -> can(use.getKey()) + " (" + epochs(use.getValue()) + ")")
                .toList();
    }

    private static String epochs(Set<Integer> epochs) {
        String numbers = epochs.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return epochs.size() == 1 ? "epoch " + numbers : "epochs " + numbers;
    }

    private static String can(Purpose purpose) {
        return switch (purpose) {
            case FIELD -> "reads and forges every encrypted field of this service, where no subject key protects it";
            case FIELD_EQ -> "reads and forges every field of this service that is compared for equality";
            case BLIND_INDEX -> "computes the blind index of any guess, and so finds its rows in this service's tables";
            case SUBJECT_WRAP ->
                "unwraps the subject keys in this service's tables, and so reads the fields under them";
            case STATE_KEY -> "names and forges what the instances of this service remember together";
            case DPOP_NONCE -> "makes DPoP nonces that this service accepts; a proof still needs its client's key";
            case LOG_PSEUDONYM -> "computes the pseudonym of any guess, and so finds it in this service's logs";
            case SIGN -> "signs statements as this service, attestations among them";
        };
    }

    private static List<String> safe(ServiceRecord stolen, int others, int shared) {
        List<String> safe = new ArrayList<>();
        if (shared == 0) {
            safe.add("none of the " + others
                    + " keys of other services: all fingerprints differ, and no key can be computed from another");
        }
        safe.add("neither the root nor the next epochs of this service: keys are made from the root, and only there");
        long retired = stolen.keys().size() - (long) stolen.delivered().size();
        if (retired > 0) {
            safe.add("not the " + retired + " retired keys of this service, unless the thief kept an older file");
        }
        return safe;
    }

    private static List<String> contain(ServiceRecord stolen) {
        List<String> steps = new ArrayList<>();
        Set<Integer> live = stolen.liveEpochs();
        if (!live.isEmpty()) {
            steps.add("redoubt keys revoke " + stolen.service()
                    + live.stream().map(epoch -> " --epoch " + epoch).collect(Collectors.joining()));
        }
        if (stolen.recipient().isPresent()) {
            steps.add("make a new recipient key with 'redoubt keys recipient' where the service runs, and wrap for it");
        }
        steps.add("deliver " + stolen.service() + "/keyset.json to every instance, from a machine that was not taken");
        steps.add("where the service runs: redoubt fields reencrypt --accept-compromised");
        steps.add("where the service runs: redoubt fields inventory --json > inventory.json");
        stolen.keys().stream()
                .filter(key -> key.state().isLive() || key.state() == KeyState.COMPROMISED)
                .map(KeyRecord::epoch)
                .distinct()
                .sorted()
                .forEach(epoch -> steps.add("redoubt keys retire " + stolen.service() + " --epoch " + epoch
                        + " --inventory inventory.json"));
        return steps;
    }
}
