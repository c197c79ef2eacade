package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes the steps of an audit log again, one after the other, and sees where they lead. Not thread-safe. */
final class AuditReplay {

    private final Map<ServiceName, Keyset> services = new HashMap<>();
    private final Set<ServiceName> removed = new HashSet<>();
    private final Set<Epoch> revoked = new HashSet<>();

    private record Keyset(long generation, Map<Place, KeyEntry> keys) {}

    private record Place(Purpose purpose, int epoch) {}

    private record Epoch(ServiceName service, int number) {}

    /** {@return whether the step can follow from those before it} */
    boolean accept(AuditLine line) {
        if (line.subject().isEmpty()) {
            return line.action() == AuditAction.INIT
                    && line.n() == 1
                    && line.keys().isEmpty();
        }
        AuditLine.Subject subject = line.subject().get();
        if (line.action() == AuditAction.INIT || line.n() == 1 || removed.contains(subject.service())) {
            return false;
        }
        return line.action() == AuditAction.REMOVE ? remove(subject, line) : change(subject, line);
    }

    private boolean remove(AuditLine.Subject subject, AuditLine line) {
        Keyset before = services.remove(subject.service());
        removed.add(subject.service());
        return before != null
                && before.generation() == subject.generation()
                && line.keys().isEmpty();
    }

    private boolean change(AuditLine.Subject subject, AuditLine line) {
        Keyset before = services.getOrDefault(subject.service(), new Keyset(0, Map.of()));
        Map<Place, KeyEntry> after = byPlace(line.keys());
        int lastEpoch =
                before.keys().keySet().stream().mapToInt(Place::epoch).max().orElse(0);
        boolean isStep = subject.generation() == before.generation() + 1
                && after.size() == line.keys().size()
                && after.keySet().containsAll(before.keys().keySet())
                && after.entrySet().stream()
                        .allMatch(key -> before.keys().containsKey(key.getKey())
                                ? isLater(before.keys().get(key.getKey()), key.getValue())
                                : key.getKey().epoch() > lastEpoch);
        services.put(subject.service(), new Keyset(subject.generation(), after));
        after.values().stream()
                .filter(key -> key.state() == KeyState.COMPROMISED)
                .forEach(key -> revoked.add(new Epoch(subject.service(), key.epoch())));
        return isStep;
    }

    private static Map<Place, KeyEntry> byPlace(List<KeyEntry> keys) {
        return keys.stream()
                .collect(Collectors.toMap(
                        key -> new Place(key.purpose(), key.epoch()), key -> key, (one, another) -> another));
    }

    private static boolean isLater(KeyEntry before, KeyEntry after) {
        return before.in(after.state()).equals(after)
                && (before.state() == after.state() || next(before.state()).contains(after.state()));
    }

    /** {@return the states that a key takes from this one, in one step} */
    static Set<KeyState> next(KeyState state) {
        return switch (state) {
            case PREPARED -> EnumSet.of(KeyState.PRIMARY, KeyState.DISABLED, KeyState.COMPROMISED);
            case PRIMARY -> EnumSet.of(KeyState.DECRYPT_ONLY, KeyState.COMPROMISED);
            case DECRYPT_ONLY -> EnumSet.of(KeyState.DISABLED, KeyState.COMPROMISED);
            case COMPROMISED -> EnumSet.of(KeyState.DISABLED);
            case DISABLED -> EnumSet.of(KeyState.DESTROYED);
            case DESTROYED -> EnumSet.noneOf(KeyState.class);
        };
    }

    /** {@return whether the steps lead to the keys that the manifest names} */
    boolean leadsTo(Manifest manifest) {
        Map<ServiceName, Keyset> named = manifest.services().stream()
                .collect(Collectors.toMap(
                        ServiceRecord::service,
                        record -> new Keyset(
                                record.generation(),
                                byPlace(record.keys().stream()
                                        .map(KeyRecord::entry)
                                        .toList()))));
        Set<ServiceName> gone =
                manifest.removed().stream().map(RemovedService::service).collect(Collectors.toSet());
        return services.equals(named) && removed.equals(gone);
    }

    /** {@return whether the steps lead to the epochs that the list names} */
    boolean leadsTo(Revocations revocations) {
        return revoked.equals(revocations.revoked().stream()
                .map(one -> new Epoch(one.service(), one.epoch()))
                .collect(Collectors.toSet()));
    }
}
